package dev.clew.cli.exec;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Records one stream of the command: its bytes as chunks, its lines as log events, and the lines
/// `::clew {json}` of standard output as events of their own. Not thread-safe.
final class StreamRecorder {
  private static final int CHUNKS_REMEMBERED = 64;

  private final OutputStreamName name;
  private final StreamRedaction redaction;
  private final Journal journal;
  private final LogBudget budget;
  private final ArtifactWatch watch;
  private final OutputClassifier classifier;
  private final NavigableMap<Long, String> chunks = new TreeMap<>();
  private final Set<Long> eventLines = new HashSet<>();
  private long index;
  private boolean isMidLine;

  StreamRecorder(
      OutputStreamName name,
      StreamRedaction redaction,
      Journal journal,
      LogBudget budget,
      ArtifactWatch watch,
      OutputClassifier.Factory classifiers) {
    this.name = name;
    this.redaction = redaction;
    this.journal = journal;
    this.budget = budget;
    this.watch = watch;
    this.classifier = classifiers.of(name.wire(), this::log);
  }

  void take(byte[] bytes) {
    redaction.take(bytes, 0, bytes.length);
  }

  /// Records what can be recorded by now.
  void store() {
    redaction.ready().forEach(this::part);
  }

  /// Nothing has come for a while.
  void quiet() {
    classifier.flush();
  }

  void end() {
    redaction.end().forEach(this::part);
    classifier.end();
  }

  private void part(RedactedPart part) {
    byte[] bytes = part.bytes();
    chunks.put(part.offset(), Digest.sha256(bytes).prefixed());
    while (chunks.size() > CHUNKS_REMEMBERED) {
      chunks.pollFirstEntry();
    }
    long end = part.offset() + bytes.length;
    journal.write(
        journal
            .event(Kind.STDOUT_CHUNK, name.wire() + " bytes " + part.offset() + " to " + end)
            .with("stream", name.wire())
            .with("index", index++)
            .with("offset", part.offset())
            .with("length", bytes.length)
            .with("original_offset", part.originalOffset())
            .with("original_length", part.originalLength())
            .with("redactions", replacements(part))
            .payload(part));
    lines(part.offset(), bytes);
  }

  private static @Nullable Json replacements(RedactedPart part) {
    if (part.replacements().isEmpty()) {
      return null;
    }
    List<Json> all = new ArrayList<>(part.replacements().size());
    for (RedactedPart.Replacement one : part.replacements()) {
      all.add(
          Json.object()
              .put("offset", one.offset())
              .put("length", one.length())
              .put("original_offset", one.originalOffset())
              .put("original_length", one.originalLength())
              .put("name", one.name())
              .put("rule", one.rule())
              .build());
    }
    return new Json.Arr(all);
  }

  /// A part ends with a line, unless the line is longer than any event could be.
  private void lines(long offset, byte[] bytes) {
    int given = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = lineEnd(bytes, start);
      if (name == OutputStreamName.STDOUT && !isMidLine && ChildEvent.isAt(bytes, start)) {
        classifier.take(bytes, given, start);
        classifier.flush();
        given = start;
        event(offset + start, bytes, start, end);
      }
      isMidLine = bytes[end - 1] != '\n' && bytes[end - 1] != '\r';
      start = end;
    }
    classifier.take(bytes, given, bytes.length);
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(bytes.length, at + 1);
  }

  private void event(long offset, byte[] bytes, int start, int end) {
    try {
      if (end - start > ExecLimits.EVENT_LINE_BYTES) {
        throw new ChildEvent.Invalid(
            "it has "
                + (end - start)
                + " bytes, over event_line.bytes = "
                + ExecLimits.EVENT_LINE_BYTES);
      }
      int mark = ChildEvent.MARK.length();
      String text = new String(bytes, start + mark, end - start - mark, StandardCharsets.UTF_8);
      ChildEvent event = ChildEvent.parse(text);
      DeclaredFile file = DeclaredFile.of(event);
      if (file != null) {
        watch.declare(file);
      }
      Row row =
          journal.write(
              event
                  .draft(journal)
                  .with("stream", name.wire())
                  .with("offset", offset)
                  .with("length", end - start));
      if (row != null) {
        eventLines.add(offset);
      }
    } catch (ChildEvent.Invalid e) {
      if (budget.takesEventWarning()) {
        journal.write(
            journal
                .event(Kind.LOG, "a ::clew line that is no event: " + e.getMessage())
                .severity(Severity.WARN)
                .with("code", "invalid_event_line")
                .with("stream", name.wire())
                .with("offset", offset)
                .with("length", end - start)
                .with("chunk", chunk(offset)));
      }
    }
  }

  private void log(OutputClassifier.Line line) {
    if (eventLines.remove(line.offset())) {
      return;
    }
    if (!budget.takes(line.isProblem(), journal)) {
      return;
    }
    var row =
        journal
            .event(line.kind(), line.summary())
            .withAll(line.attributes())
            .with("chunk", chunk(line.offset()));
    if (line.severity() != null) {
      row.severity(line.severity());
    }
    journal.write(row);
  }

  private @Nullable String chunk(long offset) {
    Map.Entry<Long, String> chunk = chunks.floorEntry(offset);
    return chunk == null ? null : chunk.getValue();
  }
}
