package dev.clew.ingest.sih;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The last call of each stage: the one that SIH records.
final class StageCalls {
  private final Redactor redactor;
  private final Consumer<IncomingEvent> taker;
  private int calls;

  StageCalls(Redactor redactor, Consumer<IncomingEvent> taker) {
    this.redactor = redactor;
    this.taker = taker;
  }

  /// Tells nothing of a stage that called nobody.
  void tell(SihStageTree.Node node, Timestamp started, Timestamp ended) {
    SihMembers stage = node.stage;
    String url = stage.text("RequestUri");
    if (url == null) {
      return;
    }
    String id = "call_" + calls++;
    String method = stage.text("HttpMethod", "GET");
    String body = stage.text("RequestBody");
    taker.accept(
        IncomingEvent.of(Kind.TOOL_CALL_STARTED, method + " " + url)
            .stage(node.path, 1)
            .toolCall(id)
            .at(started)
            .with(ToolCallStarted.CALL_TYPE, ToolCallStarted.HTTP)
            .with(ToolCallStarted.METHOD, method)
            .with(ToolCallStarted.URL, url)
            .with(
                ToolCallStarted.SAFE,
                method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"))
            .with(ToolCallStarted.HEADERS, headers(stage.object("RequestHeaders")))
            .payload(body == null ? null : Payload.of(body))
            .build());
    Long status = stage.whole("HttpStatusCode");
    String answer = stage.text("ResponseBody");
    if (status == null) {
      taker.accept(
          IncomingEvent.of(Kind.TOOL_CALL_FAILED, method + " got no answer that SIH recorded")
              .stage(node.path, 1)
              .toolCall(id)
              .at(ended)
              .severity(Severity.ERROR)
              .with(ToolCallEnded.ERROR, StageError.of(stage, redactor))
              .build());
      return;
    }
    taker.accept(
        IncomingEvent.of(Kind.TOOL_CALL_COMPLETED, method + " answered " + status)
            .stage(node.path, 1)
            .toolCall(id)
            .at(ended)
            .took(stage.millis("DurationMs"))
            .with(ToolCallEnded.HTTP_STATUS, status)
            .with(ToolCallEnded.CONTENT_TYPE, StageError.contentType(stage))
            .with(ToolCallEnded.HEADERS, headers(stage.object("ResponseHeaders")))
            .payload(answer == null ? null : Payload.of(answer))
            .build());
  }

  private static List<NamedText> headers(SihMembers headers) {
    List<NamedText> out = new ArrayList<>();
    headers
        .object()
        .members()
        .forEach((name, value) ->
            out.add(NamedText.of(name, value instanceof Json.Str text ? text.value() : null)));
    return out;
  }
}
