package dev.clew.document;

import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.Body;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunClock;
import dev.clew.core.run.ToolCallView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The calls out of the run, each with what was sent and what came back, as far as it was kept.
final class ToolCallPart {
  private ToolCallPart() {}

  /// Those whose first row the document has. Made when they are looked at: with the bodies they are
  /// most of a large document.
  static Json.Arr write(AttemptView attempt, RowPayloads payloads) {
    List<ToolCallView> calls = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (payloads.has(call.startedOffset())) {
        calls.add(call);
      }
    }
    for (int at = 0; at < calls.size(); at++) {
      ToolCallView call = calls.get(at);
      String pointer = "/tool_calls/" + at;
      place(call.started().body(), call.startedOffset(), payloads, pointer + "/request");
      if (isAnswered(call)) {
        place(
            ended(call).body(),
            Objects.requireNonNull(call.endedOffset()),
            payloads,
            pointer + "/response");
      }
    }
    return Json.Arr.lazily(calls.size(), at -> call(calls.get(at), attempt.clock(), payloads));
  }

  private static void place(@Nullable Body said, long row, RowPayloads payloads, String pointer) {
    Payload payload = payloads.of(row);
    if (payload != null && said != null) {
      payloads.place(row, pointer + (payload.isText() ? "/body/text" : "/body/base64"));
    }
  }

  private static boolean isAnswered(ToolCallView call) {
    return call.endedOffset() != null && ended(call).has(ToolCallEnded.HEADERS);
  }

  private static ToolCallEnded ended(ToolCallView call) {
    ToolCallEnded ended = call.ended();
    return ended == null ? new ToolCallEnded(Json.EMPTY_OBJECT) : ended;
  }

  private static Json call(ToolCallView call, RunClock clock, RowPayloads payloads) {
    ToolCallStarted started = call.started();
    ToolCallEnded ended = ended(call);
    StagePath path = call.path();
    List<Long> rows = new ArrayList<>();
    rows.add(call.startedOffset());
    Long endedOffset = call.endedOffset();
    if (endedOffset != null) {
      rows.add(endedOffset);
    }
    return Json.object()
        .put("tool_call_id", call.toolCallId())
        .put("type", started.get(ToolCallStarted.CALL_TYPE, "unknown"))
        .put("stage", path == null ? null : path.toString())
        .put("try", call.tryNumber())
        .put("status", call.status().wire())
        .put("method", started.get(ToolCallStarted.METHOD))
        .put("url", started.get(ToolCallStarted.URL))
        .put("http_version", ended.httpVersion())
        .put("http_status", ended.httpStatus())
        .put("remote_address", ended.remoteAddress())
        .put("redirect", ended.redirect())
        .put("request", message(started.headers(), started.body(), call.startedOffset(), payloads))
        .put(
            "response",
            endedOffset == null || !isAnswered(call)
                ? null
                : message(ended.headers(), ended.body(), endedOffset, payloads))
        .put("timing", timing(call, clock, ended))
        .put("error", ReportDocument.attributes(ended.error()))
        .put("effect", call.effect().wire())
        .put("rows", ReportDocument.offsets(rows))
        .build();
  }

  private static Json timing(ToolCallView call, RunClock clock, ToolCallEnded ended) {
    Duration elapsed = call.started().get(AnyEvent.ELAPSED);
    return Json.object()
        .put("started_at", call.startedAt().toString())
        .put("offset_ms", ReportDocument.millis(clock.since(elapsed, call.startedAt())))
        .put("connect_ms", ReportDocument.millis(ended.connect()))
        .put("first_byte_ms", ReportDocument.millis(ended.firstByte()))
        .put("total_ms", ReportDocument.millis(call.duration()))
        .build();
  }

  private static Json message(
      List<NamedText> headers, @Nullable Body body, long row, RowPayloads payloads) {
    return Json.object()
        .put("headers", headers.stream().map(NamedText::attributes).toList())
        .put("body", body == null ? null : body(body, row, payloads))
        .build();
  }

  private static Json body(Body said, long row, RowPayloads payloads) {
    Json.Builder body = Json.object().putAll(said.attributes());
    Payload payload = payloads.of(row);
    if (payload != null) {
      String text = payload.text();
      body.put("sha256", payload.digest().hex());
      if (text != null) {
        body.put("text", text);
      } else {
        body.put("base64", Base64.getEncoder().encodeToString(payload.bytes()));
      }
    }
    return body.build();
  }
}
