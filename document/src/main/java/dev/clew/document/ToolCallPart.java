package dev.clew.document;

import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.Payload;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls out of the run, each with what was sent and what came back, as far as it was kept.
final class ToolCallPart {
  private ToolCallPart() {}

  static List<Json> write(AttemptView attempt, Payloads payloads) {
    List<Json> calls = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      calls.add(call(call, payloads, "/tool_calls/" + calls.size()));
    }
    return calls;
  }

  private static Json call(ToolCallView call, Payloads payloads, String pointer) {
    Json.Obj started = call.started();
    Json.Obj ended = call.ended() == null ? Json.EMPTY_OBJECT : call.ended();
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
        .put("request", message(started, call.startedOffset(), payloads, pointer + "/request"))
        .put(
            "response",
            endedOffset == null || !ended.has("headers")
                ? null
                : message(ended, endedOffset, payloads, pointer + "/response"))
        .put("timing", timing(call, started, ended))
        .put("error", ended.get("error"))
        .put("effect", call.effect().wire())
        .put("rows", ReportDocument.offsets(rows))
        .build();
  }

  private static Json timing(ToolCallView call, Json.Obj started, Json.Obj ended) {
    return Json.object()
        .put("started_at", call.startedAt().toString())
        .put("offset_ms", started.get("elapsed_ms"))
        .put("connect_ms", ended.get("connect_ms"))
        .put("first_byte_ms", ended.get("first_byte_ms"))
        .put("total_ms", ReportDocument.millis(call.duration()))
        .build();
  }

  private static Json message(Json.Obj about, long row, Payloads payloads, String pointer) {
    return Json.object()
        .put("headers", new Json.Arr(about.list("headers")))
        .put("body", body(about, row, payloads, pointer))
        .build();
  }

  private static @Nullable Json body(Json.Obj about, long row, Payloads payloads, String pointer) {
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
        payloads.place(row, pointer + "/body/text");
      } else {
        body.put("base64", Base64.getEncoder().encodeToString(payload.bytes()));
        payloads.place(row, pointer + "/body/base64");
      }
    }
    return body.build();
  }
}
