package dev.clew.engine.call;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.document.JsonText;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.evidence.Answers;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.OutputMapping;
import dev.clew.engine.evidence.RecordedMock;
import dev.clew.engine.evidence.SaidHeaders;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.outcome.StatusJudgement;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.engine.stage.FileText;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.stage.MockSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stage of a mocked run, which comes to what its `mock` says. Its outcome is decided in the same
/// way as that of a real one, but for retries.
public final class MockedStage {
  private static final int TRY = 1;

  private final StageNode node;
  private final RunScope scope;

  public MockedStage(StageNode node) {
    this.node = node;
    this.scope = node.scope(TRY);
  }

  public WorkResult answer(EndpointSpec endpoint) {
    MockPayload payload = payload();
    Duration startedAt = started(payload.uses());
    Failure failure = payload.failure();
    if (failure != null) {
      return WorkResult.failed(TRY, startedAt, scope, failure);
    }
    List<Integer> listed = endpoint.expected().listed();
    int status = status(listed.isEmpty() ? 200 : listed.getFirst());
    ResponseValues response = new ResponseValues(status, Map.of(), payload.body());
    return new StatusJudgement(endpoint.handling()).of(TRY, startedAt, scope, response, null);
  }

  /// As a recorded run was answered. What the answer was is written down with the stage, so that
  /// this run can be read, and played back, without the other.
  public WorkResult recorded(EndpointSpec endpoint, Exchange.Answered answer) {
    RunContext parts = node.parts();
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    byte[] bytes = answer.body();
    String type = answer.header("Content-Type");
    boolean kept = parts.settings().capture() == Capture.BODIES;
    Recorder.Draft event =
        node.started(TRY, startedAt, List.of())
            .with(StageStarted.MOCKED, true)
            .with(StageStarted.MOCK, RecordedMock.of(answer, kept))
            .with(StageStarted.CONTENT_TYPE, type);
    if (parts.settings().capture().keepsHeaders()) {
      event.with(StageStarted.HEADERS, SaidHeaders.of(answer.headers()));
    }
    if (bytes.length > 0) {
      Payload body = Payload.of(bytes);
      if (kept) {
        event.payload(body);
      } else {
        event.inTurn(draft -> parts.redactor().redact(body, type));
      }
    }
    event.append();
    return new StatusJudgement(endpoint.handling())
        .of(TRY, startedAt, scope, Answers.values(answer), null);
  }

  /// Because a recorded run stands in for the services, and has no answer to this stage.
  public WorkResult refused(String why) {
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    node.started(TRY, startedAt, List.of())
        .with(StageStarted.MOCKED, true)
        .with(StageStarted.MOCK, RecordedMock.missing(why))
        .append();
    return WorkResult.failed(TRY, startedAt, scope, new Failure(FailureCode.NOT_RECORDED, why));
  }

  /// Of a plug-in: its outputs, or the answer that it would make them of.
  public WorkResult plugin(@Nullable StagePlugin plugin) {
    if (!(node.stage().settings().mock() instanceof MockSpec.Response)) {
      return outputs();
    }
    MockPayload payload = payload();
    Duration startedAt = started(payload.uses());
    Failure failure = payload.failure();
    if (failure != null) {
      return WorkResult.failed(TRY, startedAt, scope, failure);
    }
    NamedValues given = new NamedValues();
    if (plugin != null && payload.body() instanceof ResponseValues.Body.Value value) {
      plugin
          .mocked(value.json())
          .forEach((name, output) -> given.add(name, output, Json.EMPTY_OBJECT));
    }
    ResponseValues response = new ResponseValues(status(200), Map.of(), payload.body());
    return WorkResult.answered(TRY, startedAt, scope, response, given);
  }

  private record MockPayload(ResponseValues.Body body, List<Use> uses, @Nullable Failure failure) {}

  private MockPayload payload() {
    MockSpec.Response mock =
        node.stage().settings().mock() instanceof MockSpec.Response response
            ? response
            : new MockSpec.Response(null, null, null);
    List<Use> uses = new ArrayList<>();
    String text = null;
    Failure failure = null;
    Expression payload = mock.payload();
    Expression payloadFile = mock.payloadFile();
    if (payload != null) {
      Rendered<String> rendered = payload.text(scope, "mock.payload");
      uses.addAll(rendered.uses());
      text = rendered.value();
    } else if (payloadFile != null) {
      FileText file = FileText.read(node, payloadFile, "mock.payloadFile", scope);
      uses.addAll(file.uses());
      text = file.text();
      failure = file.failure();
    }
    ResponseValues.Body body = new ResponseValues.Body.Absent("the mock has no payload");
    if (text != null && failure == null) {
      try {
        body = new ResponseValues.Body.Value(JsonText.parse(text));
      } catch (JsonText.Malformed e) {
        failure =
            new Failure(
                FailureCode.MOCK_NOT_JSON,
                "the payload of the mock is not JSON: " + e.getMessage());
      }
    }
    return new MockPayload(body, uses, failure);
  }

  private int status(int otherwise) {
    return node.stage().settings().mock() instanceof MockSpec.Response response
            && response.status() != null
        ? response.status()
        : otherwise;
  }

  /// Of a child workflow or a plug-in.
  public WorkResult outputs() {
    NamedValues given = new NamedValues();
    if (node.stage().settings().mock() instanceof MockSpec.Outputs mock) {
      given.addAll(OutputMapping.of(mock.outputs(), scope, "mock.output."));
    }
    Duration startedAt = started(List.of());
    return WorkResult.gave(TRY, startedAt, scope, given)
        .of(new WorkResult.Child(given, null, List.of()));
  }

  private Duration started(List<Use> uses) {
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    node.started(TRY, startedAt, uses).with(StageStarted.MOCKED, true).append();
    return startedAt;
  }
}
