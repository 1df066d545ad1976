package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.run.RunView;
import dev.clew.document.ReportDocument;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunSource;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of a run under addresses of their own, as its document has them, each with the
/// addresses of what stands beside it.
public final class RunParts {
  private static final String CALL = "call";
  private static final String ARTIFACT = "artifact";
  private static final String STAGE = "stage";

  private final RunLookup lookup;
  private final RunReader reader;
  private final ActionWords words;

  public RunParts(RunLookup lookup, RunReader reader, ActionWords words) {
    this.lookup = lookup;
    this.reader = reader;
    this.words = words;
  }

  public List<Route> routes() {
    return List.of(
        part("/attempts", this::attempts),
        part("/windows", (run, exchange) -> Json.object().put("timing", timing(run))),
        part("/calls", this::calls, STAGE),
        part("/calls/{call}", this::call),
        part("/artifacts", this::artifacts, ARTIFACT));
  }

  /// A run as the attempt left it that was asked for, with its document.
  private record Shown(RunView view, Json.Obj document) {}

  @FunctionalInterface
  private interface Part {
    Json.Builder of(Shown run, Exchange exchange);
  }

  private Route part(String path, Part part, String... more) {
    List<String> parameters = new ArrayList<>(List.of(RunLookup.NAMESPACE, RunDocuments.ATTEMPT));
    parameters.addAll(List.of(more));
    return Route.get(
        "/api/v1/runs/{id}" + path,
        Right.READ,
        exchange -> answer(exchange, part),
        parameters.toArray(String[]::new));
  }

  private HttpResponse answer(Exchange exchange, Part part) {
    long attempt = exchange.query().whole(RunDocuments.ATTEMPT, 0, 1, Integer.MAX_VALUE);
    RecordedRun run =
        RunReader.then(reader.read(lookup.find(exchange), exchange.principal()), attempt);
    RunSource.Contents contents = run.contents();
    Shown shown =
        new Shown(
            run.view(),
            ReportDocument.of(contents.rows(), contents.ledger(), contents.writer(), words));
    return Answers.tagged(
        exchange,
        Json.object()
            .put("run_id", run.view().runId())
            .put("namespace", run.view().namespace())
            .put("attempt_id", run.view().attempt().attemptId())
            .putAll(part.of(shown, exchange).build())
            .put("links", RunLinks.of(run.view()))
            .build());
  }

  private Json.Builder attempts(Shown run, Exchange exchange) {
    return Json.object().put("attempts", new Json.Arr(run.document().list("attempts")));
  }

  private static Json timing(Shown run) {
    return run.document().object("timing");
  }

  /// Without what they sent and got, which each has under its own address.
  private Json.Builder calls(Shown run, Exchange exchange) {
    String stage = exchange.query().text(STAGE);
    List<Json> calls = new ArrayList<>();
    for (Json.Obj call : run.document().objects("tool_calls")) {
      if (stage == null || stage.equals(call.text("stage"))) {
        String id = call.text("tool_call_id", "");
        calls.add(
            call.keeping((name, value) -> !name.equals("request") && !name.equals("response"))
                .with("href", Json.of(RunLinks.part(run.view(), "calls", id))));
      }
    }
    return Json.object().put("calls", calls);
  }

  private Json.Builder call(Shown run, Exchange exchange) {
    String id = exchange.path(CALL);
    for (Json.Obj call : run.document().objects("tool_calls")) {
      if (id.equals(call.text("tool_call_id"))) {
        return Json.object().put("call", call).put("neighbours", neighbours(run, call));
      }
    }
    throw Problem.notFound("call.unknown", "this attempt has no call of this id").raised();
  }

  /// The rows that tell of a call, the other calls of its stage, and the files of that.
  private static Json neighbours(Shown run, Json.Obj call) {
    String stage = call.text("stage");
    List<Json> rows = new ArrayList<>();
    for (Json row : call.list("rows")) {
      rows.add(Json.of(RunLinks.row(run.view(), Long.parseLong(row.toString()))));
    }
    List<Json> calls = new ArrayList<>();
    for (Json.Obj other : run.document().objects("tool_calls")) {
      String id = other.text("tool_call_id", "");
      if (stage != null
          && stage.equals(other.text("stage"))
          && !id.equals(call.text("tool_call_id"))) {
        calls.add(Json.of(RunLinks.part(run.view(), "calls", id)));
      }
    }
    return Json.object()
        .put("rows", rows)
        .put("calls", calls)
        .put("artifacts", Json.strings(List.copyOf(artifactsOf(run, stage))))
        .build();
  }

  private static Set<String> artifactsOf(Shown run, @Nullable String stage) {
    Set<String> ids = new LinkedHashSet<>();
    for (Json.Obj artifact : run.document().objects("artifacts")) {
      if (stage != null && stage.equals(artifact.text("produced_by"))) {
        ids.add(artifact.text("artifact_id", ""));
      }
    }
    return ids;
  }

  private Json.Builder artifacts(Shown run, Exchange exchange) {
    String id = exchange.query().text(ARTIFACT);
    List<Json> artifacts = new ArrayList<>();
    for (Json.Obj artifact : run.document().objects("artifacts")) {
      if (id == null || id.equals(artifact.text("artifact_id"))) {
        artifacts.add(artifact);
      }
    }
    return Json.object()
        .put("artifacts", artifacts)
        .put("artifact_graph", id == null ? run.document().object("artifact_graph") : null);
  }
}
