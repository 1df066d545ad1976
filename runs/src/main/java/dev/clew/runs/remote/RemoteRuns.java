package dev.clew.runs.remote;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.run.ChildRun;
import dev.clew.core.run.RunStatus;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.Runs;
import dev.clew.store.DefinitionRef;
import dev.clew.store.FindingQuery;
import dev.clew.store.RunQuery;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The runs that a server keeps.
public record RemoteRuns(RemoteServer server) implements Runs {
  private static final String PAGE_RUNS = "100";

  @Override
  public String place() {
    return "at " + server.base();
  }

  @Override
  public @Nullable RecordedRun newest(RunQuery query) {
    Map<String, String> parameters = parameters(query);
    parameters.put("limit", "1");
    List<Json.Obj> found = server.get("/runs", parameters).objects("runs");
    return found.isEmpty() ? null : RecordedRun.of(run(found.getFirst()));
  }

  @Override
  public <T> Listing<T> list(RunQuery query, Function<RecordedRun, T> kept) {
    List<Listed<T>> listed = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    Map<String, String> parameters = parameters(query);
    parameters.put("limit", PAGE_RUNS);
    String cursor;
    do {
      Json.Obj page = server.get("/runs", parameters);
      for (Json.Obj entry : page.objects("runs")) {
        RemoteRun run = run(entry);
        try {
          RecordedRun read = RecordedRun.of(run);
          listed.add(new Listed<>(run, kept.apply(read), List.of()));
        } catch (Refusal e) {
          unreadable.add(new Unreadable(run.location(), String.valueOf(e.getMessage())));
        }
      }
      cursor = page.text("next");
      if (cursor != null) {
        parameters.put("cursor", cursor);
      }
    } while (cursor != null);
    return new Listing<>(listed, unreadable);
  }

  @Override
  public List<ChildRun> children(RecordedRun run) {
    String id = run.view().runId();
    Json.Obj family =
        server.find(
            "/runs/" + RemoteServer.encoded(id) + "/children",
            Map.of("namespace", run.view().namespace()));
    if (family == null) {
      return List.of();
    }
    try {
      return family.objects("calls").stream().map(call -> ChildRun.read(id, call)).toList();
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(server.base() + ": this is no answer of clew: " + e.getMessage());
    }
  }

  /// Where a trace is shown by whoever keeps traces, as the server says; null when it does not.
  public @Nullable String traceUrl(String traceId, String namespace) {
    Json.Obj trace =
        server.find("/traces/" + RemoteServer.encoded(traceId), Map.of("namespace", namespace));
    return trace == null ? null : trace.text("url");
  }

  /// The address of the page of the newest run that is called so.
  ///
  /// @throws Refusal when there is none
  public URI page(String word) {
    Map<String, String> parameters = parameters(RunQuery.of(word));
    parameters.put("limit", "1");
    List<Json.Obj> found = server.get("/runs", parameters).objects("runs");
    if (found.isEmpty()) {
      throw Refusal.invalid("no run '" + word + "' " + place());
    }
    RemoteRun run = run(found.getFirst());
    return URI.create(
        server.base()
            + "/runs/"
            + RemoteServer.encoded(run.location())
            + "?namespace="
            + RemoteServer.encoded(run.namespace()));
  }

  private RemoteRun run(Json.Obj entry) {
    return new RemoteRun(server, entry.text("namespace", ""), entry.text("run_id", ""));
  }

  private static Map<String, String> parameters(RunQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "q", query.word());
    put(parameters, "name", query.name());
    put(parameters, "version", query.version());
    put(parameters, "correlation_id", query.correlationId());
    put(parameters, "created_after", query.since());
    put(parameters, "created_before", query.until());
    put(parameters, "definition", definition(query.definition()));
    put(parameters, "attempt", query.attempts() > 1 ? query.attempts() : null);
    put(query.finding(), parameters);
    Set<RunStatus> statuses = query.statuses();
    if (!statuses.isEmpty()) {
      parameters.put(
          "status",
          statuses.stream().map(RunStatus::wire).sorted().collect(Collectors.joining(",")));
    }
    return parameters;
  }

  /// What is stuck the server says, by its own clock.
  private static void put(FindingQuery query, Map<String, String> parameters) {
    put(parameters, "failure", query.failure());
    put(parameters, "phase", query.phase() == null ? null : query.phase().wire());
    put(parameters, "cause", query.cause() == null ? null : query.cause().wire());
    put(parameters, "stuck", query.stuckAt() == null ? null : true);
    put(parameters, "text", query.text());
  }

  private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value.toString());
    }
  }

  private static @Nullable String definition(@Nullable DefinitionRef wanted) {
    return switch (wanted) {
      case null -> null;
      case DefinitionRef.Content(String hex) -> DefinitionRef.CONTENT_PREFIX + hex;
      case DefinitionRef.Commit(String hex) -> hex;
    };
  }
}
