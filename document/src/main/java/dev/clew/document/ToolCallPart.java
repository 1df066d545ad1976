package dev.clew.document;

import dev.clew.core.event.Millis;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
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
  static Json.Arr write(AttemptView attempt, Payloads payloads) {
    List<ToolCallView> calls = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (payloads.has(call.startedOffset())) {
        calls.add(call);
      }
    }
    for (int at = 0; at < calls.size(); at++) {
      ToolCallView call = calls.get(at);
      String pointer = "/tool_calls/" + at;
      place(call.started(), call.startedOffset(), payloads, pointer + "/request");
      if (isAnswered(call)) {
        place(
            ended(call),
            Objects.requireNonNull(call.endedOffset()),
            payloads,
            pointer + "/response");
      }
    }
    return Json.Arr.lazily(calls.size(), at -> call(calls.get(at), attempt.clock(), payloads));
  }

  private static void place(Json.Obj about, long row, Payloads payloads, String pointer) {
    Payload payload = payloads.of(row);
    if (payload != null && about.get("body") instanceof Json.Obj) {
      payloads.place(row, pointer + (payload.isText() ? "/body/text" : "/body/base64"));
    }
  }

  private static boolean isAnswered(ToolCallView call) {
    return call.endedOffset() != null && ended(call).has("headers");
  }

  private static Json.Obj ended(ToolCallView call) {
    Json.Obj ended = call.ended();
    return ended == null ? Json.EMPTY_OBJECT : ended;
  }

  private static Json call(ToolCallView call, RunClock clock, Payloads payloads) {
    Json.Obj started = call.started();
    Json.Obj ended = ended(call);
    StagePath path = call.path();
    List<Long> rows = new ArrayList<>();
    rows.add(call.startedOffset());
    Long endedOffset = call.endedOffset();
    if (endedOffset != null) {
      rows.add(endedOffset);
    }
    return Json.object()
        .put("tool_call_id", call.toolCallId())
        .put("type", started.text("type", "unknown"))
        .put("stage", path == null ? null : path.toString())
        .put("try", call.tryNumber())
        .put("status", call.status().wire())
        .put("method", started.text("method"))
        .put("url", started.text("url"))
        .put("http_version", ended.text("http_version"))
        .put("http_status", ended.whole("http_status"))
        .put("remote_address", ended.text("remote_address"))
        .put("redirect", ended.text("redirect"))
        .put("request", message(started, call.startedOffset(), payloads))
        .put(
            "response",
            endedOffset == null || !isAnswered(call) ? null : message(ended, endedOffset, payloads))
        .put("timing", timing(call, clock, ended))
        .put("error", ended.get("error"))
        .put("effect", call.effect().wire())
        .put("rows", ReportDocument.offsets(rows))
        .build();
  }

  private static Json timing(ToolCallView call, RunClock clock, Json.Obj ended) {
    Duration elapsed = Millis.in(call.started(), "elapsed_ms");
    return Json.object()
        .put("started_at", call.startedAt().toString())
        .put("offset_ms", ReportDocument.millis(clock.since(elapsed, call.startedAt())))
        .put("connect_ms", ended.get("connect_ms"))
        .put("first_byte_ms", ended.get("first_byte_ms"))
        .put("total_ms", ReportDocument.millis(call.duration()))
        .build();
  }

  private static Json message(Json.Obj about, long row, Payloads payloads) {
    return Json.object()
        .put("headers", new Json.Arr(about.list("headers")))
        .put("body", body(about, row, payloads))
        .build();
  }

  private static @Nullable Json body(Json.Obj about, long row, Payloads payloads) {
    if (!(about.get("body") instanceof Json.Obj said)) {
      return null;
    }
    Json.Builder body = Json.object().putAll(said);
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
