package dev.clew.cli.exec;

import dev.clew.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Each line that is not blank is an event, and nothing is known about it.
final class PlainLines implements OutputClassifier {
  private static final int MAX_SUMMARY_CHARS = 300;

  private final String stream;
  private final Consumer<Line> sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long lineOffset;

  PlainLines(String stream, Consumer<Line> sink) {
    this.stream = stream;
    this.sink = sink;
  }

  @Override
  public void take(byte[] bytes, int from, int to) {
    int start = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        line.write(bytes, start, at + 1 - start);
        start = at + 1;
        give();
      }
    }
    line.write(bytes, start, to - start);
  }

  @Override
  public void flush() {}

  @Override
  public void end() {
    give();
  }

  private void give() {
    int size = line.size();
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    line.reset();
    if (!text.isBlank()) {
      String summary =
          text.length() <= MAX_SUMMARY_CHARS ? text : text.substring(0, MAX_SUMMARY_CHARS) + "…";
      Json.Obj attributes =
          Json.object()
              .put("stream", stream)
              .put("offset", lineOffset)
              .put("length", size)
              .put("rule", "unknown")
              .build();
      sink.accept(new Line(lineOffset, "log", summary, null, attributes));
    }
    lineOffset += size;
  }
}
