package dev.clew.ingest.sih;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import java.util.ArrayList;
import java.util.List;

/// Writes the last call of each stage: the one that SIH records.
final class StageCalls {
  private final Recorder recorder;
  private final Redactor redactor;
  private int calls;

  StageCalls(Recorder recorder, Redactor redactor) {
    this.recorder = recorder;
    this.redactor = redactor;
  }

  /// Writes nothing for a stage that called nobody.
  void write(StageTree.Node node, Timestamp started, Timestamp ended) {
    Members stage = node.stage;
    String url = stage.text("RequestUri");
    if (url == null) {
      return;
    }
    String id = "call_" + calls++;
    String method = stage.text("HttpMethod", "GET");
    String body = stage.text("RequestBody");
    Recorder.Draft sent =
        recorder
            .event(Kind.TOOL_CALL_STARTED, method + " " + url)
            .stage(node.path, 1)
            .toolCall(id)
            .at(started)
            .with(ToolCallStarted.CALL_TYPE, ToolCallStarted.HTTP)
            .with(ToolCallStarted.METHOD, method)
            .with(ToolCallStarted.URL, url)
            .with(
                ToolCallStarted.SAFE,
                method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"))
            .with(ToolCallStarted.HEADERS, headers(stage.object("RequestHeaders")));
    if (body != null) {
      sent.payload(Payload.of(body));
    }
    sent.append();
    Long status = stage.whole("HttpStatusCode");
    String answer = stage.text("ResponseBody");
    if (status == null) {
      recorder
          .event(Kind.TOOL_CALL_FAILED, method + " got no answer that SIH recorded")
          .stage(node.path, 1)
          .toolCall(id)
          .at(ended)
          .severity(Severity.ERROR)
          .with(ToolCallEnded.ERROR, StageError.of(stage, redactor))
          .append();
      return;
    }
    Recorder.Draft got =
        recorder
            .event(Kind.TOOL_CALL_COMPLETED, method + " answered " + status)
            .stage(node.path, 1)
            .toolCall(id)
            .at(ended)
            .took(stage.millis("DurationMs"))
            .with(ToolCallEnded.HTTP_STATUS, status)
            .with(ToolCallEnded.CONTENT_TYPE, StageError.contentType(stage))
            .with(ToolCallEnded.HEADERS, headers(stage.object("ResponseHeaders")));
    if (answer != null) {
      got.payload(Payload.of(answer));
    }
    got.append();
  }

  private static List<NamedText> headers(Members headers) {
    List<NamedText> out = new ArrayList<>();
    headers
        .object()
        .members()
        .forEach((name, value) ->
            out.add(NamedText.of(name, value instanceof Json.Str text ? text.value() : null)));
    return out;
  }
}
