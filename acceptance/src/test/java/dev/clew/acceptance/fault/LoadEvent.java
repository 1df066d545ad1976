package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.zip.CRC32;

/// What the driver sends: an event whose text can be told from its id, so that the checker knows a
/// torn one.
///
/// @param writer numbers count on for each
record LoadEvent(String prefix, int writer, long number) {
  /// Two writers at a time write into one run, until it has so many events of each.
  private static final int OF_A_RUN = 500;

  String id() {
    return "%s_w%d_%d".formatted(prefix, writer, number);
  }

  String runId() {
    return "%s_r%d_%d".formatted(prefix, writer / 2, number / OF_A_RUN);
  }

  static boolean isRun(String id) {
    return id.matches("[a-z]+_r[0-9]+_[0-9]+");
  }

  static String text(String id) {
    CRC32 sum = new CRC32();
    sum.update(id.getBytes(UTF_8));
    return "load " + id + " has " + sum.getValue() + " and says ümläut ✓";
  }

  String text() {
    return JsonWriter.compact(json());
  }

  private Json.Obj json() {
    return Json.object()
        .put("run_id", runId())
        .put("kind", "log")
        .put("event_id", id())
        .put("producer", "w" + writer)
        .put("seq", number)
        .put("summary", text(id()))
        .build();
  }
}
