package dev.clew.engine;

import dev.clew.core.dossier.Quote;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Millis;
import dev.clew.core.run.Severity;
import dev.clew.core.run.StagePath;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.expression.Evaluation;
import dev.clew.workflow.plan.EndpointSpec;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.plan.RenderedRequest;
import dev.clew.workflow.plan.WorkflowSpec;
import dev.clew.workflow.scope.ResponseValues;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.scope.StageValues;
import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Use;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One stage, from its decision to its outputs. The outcome is decided from the answer first;
/// outputs come after and can not hide it (DESIGN §5.5).
final class StageRun {
  private static final int FIRST_TRY = 1;

  private final RunParts parts;
  private final Recorder recorder;
  private final PlannedStage stage;
  private final StagePath path;
  private final RunScope scope;
  private final BooleanSupplier cancelled;
  private Duration startedAt = Duration.ZERO;

  StageRun(RunParts parts, PlannedStage stage, RunScope scope, BooleanSupplier cancelled) {
    this.parts = parts;
    this.recorder = parts.recorder();
    this.stage = stage;
    this.path = StagePath.of(stage.name());
    this.scope = scope;
    this.cancelled = cancelled;
  }

  /// How a stage went wrong.
  private record Failure(String code, String message, Json.@Nullable Obj quote) {
    Json.Obj toJson() {
      return Json.object().put("code", code).put("message", message).put("quote", quote).build();
    }
  }

  StageOutcome run() {
    Condition runIf = stage.runIf();
    if (runIf != null && !decide(runIf)) {
      recorder
          .event(Kind.STAGE_SKIPPED, "skipped")
          .stage(path)
          .with("reason", "its runIf is false")
          .append();
      return new StageOutcome.Skipped(StageValues.skipped(path.toString()));
    }
    return switch (stage.spec()) {
      case EndpointSpec endpoint -> call(endpoint);
      case WorkflowSpec child -> throw new IllegalStateException("no child workflows yet");
      case PluginSpec plugin -> throw new IllegalStateException("no plug-ins yet");
    };
  }

  private boolean decide(Condition runIf) {
    Evaluation evaluation = runIf.evaluate(scope);
    boolean holds = evaluation.holds();
    recorder
        .event(Kind.DECISION_EVALUATED, evaluation.explain())
        .stage(path)
        .with("purpose", "run_if")
        .with("expression", runIf.text())
        .with("explanation", evaluation.explain())
        .with("shown", evaluation.shown())
        .with("result", holds)
        .with("chosen", holds ? "run" : "skip")
        .with("tree", evaluation.toJson())
        .append();
    return holds;
  }

  private StageOutcome call(EndpointSpec endpoint) {
    startedAt = parts.stopwatch().elapsed();
    RenderedRequest rendered = endpoint.render(scope);
    recorder
        .event(Kind.STAGE_STARTED, "started")
        .stage(path, FIRST_TRY)
        .with("kind", stage.kind())
        .with("elapsed_ms", Millis.of(startedAt))
        .with("inputs", Evidence.inputs(rendered.uses()))
        .append();
    List<Use> unresolved = rendered.unresolved();
    if (!unresolved.isEmpty()) {
      return failed(unresolved(unresolved), null);
    }
    Request request;
    try {
      request = request(rendered);
    } catch (URISyntaxException e) {
      return failed(new Failure("invalid_url", "the URL is not one: " + e.getReason(), null), null);
    }
    for (Header header : request.headers()) {
      if (!header.isSendable()) {
        return failed(
            new Failure(
                "unsafe_header",
                "the header "
                    + header.name()
                    + " has a character that may not be sent in a header; nothing was sent",
                null),
            null);
      }
    }
    Exchange exchange =
        new EndpointCall(parts, path, FIRST_TRY)
            .send(request, endpoint.expected(), parts.traceId());
    return switch (exchange) {
      case Exchange.Unanswered none -> failed(new Failure(none.code(), none.message(), null), null);
      case Exchange.Answered answer -> judged(answer, endpoint);
    };
  }

  private static Failure unresolved(List<Use> unresolved) {
    StringBuilder message = new StringBuilder();
    for (Use use : unresolved) {
      message.append(message.isEmpty() ? "" : "; ").append(use.token()).append(" in ");
      message.append(use.where()).append(" has no value");
      if (use.resolved() instanceof Resolved.Missing missing) {
        message.append(": ").append(missing.reason());
      }
    }
    return new Failure(
        "unresolved_variable", message.append("; nothing was sent").toString(), null);
  }

  private static Request request(RenderedRequest rendered) throws URISyntaxException {
    List<Header> headers = new ArrayList<>();
    boolean named = false;
    for (RenderedRequest.Header header : rendered.headers()) {
      headers.add(new Header(header.name(), header.value()));
      named |= header.name().equalsIgnoreCase("User-Agent");
    }
    if (!named) {
      headers.add(new Header("User-Agent", "clew"));
    }
    String body = rendered.body();
    return new Request(
        rendered.method(),
        new URI(rendered.url()),
        headers,
        body == null ? null : body.getBytes(StandardCharsets.UTF_8));
  }

  private StageOutcome judged(Exchange.Answered answer, EndpointSpec endpoint) {
    ResponseValues response = Answers.values(answer);
    boolean expected = endpoint.expected().accept(answer.status());
    if (!expected) {
      String wanted = endpoint.expected().text();
      return failed(
          httpFailure(answer, "HTTP " + answer.status() + ", expected " + wanted), response);
    }
    RunScope answered = scope.with(response);
    Mapping mapping = Mapping.of(stage.outputs(), answered, "output.", parts.redactor());
    boolean tolerated = answer.status() >= 400;
    Recorder.Draft event =
        recorder
            .event(
                Kind.STAGE_COMPLETED,
                tolerated
                    ? "failed: HTTP " + answer.status() + ", tolerated by expectedStatuses"
                    : "succeeded: HTTP " + answer.status())
            .stage(path, FIRST_TRY)
            .took(took())
            .with("outcome", tolerated ? "tolerated" : "succeeded")
            .with("http_status", answer.status())
            .with("message", message(answered))
            .with("outputs", mapping.evidence());
    if (tolerated) {
      event
          .severity(Severity.WARN)
          .with("error", httpFailure(answer, "HTTP " + answer.status()).toJson());
    }
    event.append();
    StageValues values =
        new StageValues(
            path.toString(), StageValues.State.RAN, mapping.values(), mapping.missing(), response);
    return new StageOutcome.Passed(values, tolerated);
  }

  private @Nullable String message(RunScope answered) {
    Template message = stage.message();
    return message == null
        ? null
        : Rendering.text(message, answered, "message", Escaping.NONE).value();
  }

  private Failure httpFailure(Exchange.Answered answer, String message) {
    Quote quote =
        parts.settings().capture() == Capture.NONE ? null : Answers.quote(answer, parts.redactor());
    return new Failure("http_" + answer.status(), message, quote == null ? null : quote.toJson());
  }

  /// A stage that failed gives no outputs; what it was answered can still be asked for.
  private StageOutcome failed(Failure failure, @Nullable ResponseValues response) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (String name : stage.outputs().names()) {
      missing.put(name, "stage " + path + " failed");
    }
    boolean interrupted = cancelled.getAsBoolean();
    recorder
        .event(
            interrupted ? Kind.STAGE_CANCELLED : Kind.STAGE_FAILED,
            (interrupted ? "cancelled: " : "failed: ") + failure.message())
        .stage(path, FIRST_TRY)
        .took(took())
        .severity(Severity.ERROR)
        .with("http_status", response == null ? null : Integer.valueOf(response.status()))
        .with("error", failure.toJson())
        .append();
    return new StageOutcome.Failed(
        new StageValues(path.toString(), StageValues.State.RAN, Map.of(), missing, response),
        failure.message());
  }

  private Duration took() {
    return parts.stopwatch().elapsed().minus(startedAt);
  }
}
