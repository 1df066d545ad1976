package dev.clew.command.printed;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.file.DeclaredFile;
import dev.clew.command.journal.ChildEvent;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.log.OutputChunk;
import dev.clew.core.fact.part.Redacted;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.ledgerfile.row.Zstandard;
import dev.clew.logs.AlikeLine;
import dev.clew.logs.LogRecord;
import dev.clew.logs.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Records one stream of the command: its bytes as chunks, its lines as log events, and the lines
/// `::clew {json}` of standard output as events of their own. Not thread-safe.
final class StreamRecorder {
  private static final int CHUNKS_REMEMBERED = 16;

  private final OutputStreamName name;
  private final StreamRedaction redaction;
  private final Journal journal;
  private final LogRows logs;
  private final ArtifactWatch watch;
  private final ClassifiedLines classifier;
  private final Zstandard zstandard;
  private final Arrivals arrivals = new Arrivals();
  private final NavigableMap<Long, Chunk> chunks = new TreeMap<>();
  private @Nullable Chunk newest;
  private long index;
  private boolean isMidLine;

  StreamRecorder(
      OutputStreamName name,
      StreamRedaction redaction,
      Journal journal,
      LogRows logs,
      ArtifactWatch watch,
      ClassifiedLines.Factory classifiers,
      Zstandard zstandard) {
    this.name = name;
    this.redaction = redaction;
    this.journal = journal;
    this.logs = logs;
    this.watch = watch;
    this.zstandard = zstandard;
    this.classifier = classifiers.of(name.wire(), new Lines());
  }

  /// A part of the stream that was stored.
  private record Chunk(RedactedPart.Origin origin, @Nullable String digest) {}

  void take(OutputQueue.Piece piece) {
    byte[] bytes = piece.bytes();
    arrivals.add(bytes.length, piece.at());
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
    byte[] compressed = bytes.length < Zstandard.LEAST_BYTES ? null : zstandard.compress(bytes);
    long end = part.offset() + bytes.length;
    Row row =
        journal.write(
            journal
                .event(Kind.STDOUT_CHUNK, name.wire() + " bytes " + part.offset() + " to " + end)
                .at(cameAt(part, end - 1))
                .with(OutputChunk.STREAM, name.wire())
                .with(OutputChunk.INDEX, index++)
                .with(OutputChunk.OFFSET, part.offset())
                .with(OutputChunk.LENGTH, bytes.length)
                .with(OutputChunk.ORIGINAL_OFFSET, part.originalOffset())
                .with(OutputChunk.ORIGINAL_LENGTH, part.originalLength())
                .with(OutputChunk.ENCODING, compressed == null ? null : Zstandard.NAME)
                .with(AnyEvent.REDACTIONS, replacements(part))
                .payload(compressed == null ? part : part.storedAs(compressed)));
    remember(part, row == null ? null : row.event().rawRef());
    lines(part, bytes);
  }

  private void remember(RedactedPart part, @Nullable String digest) {
    newest = new Chunk(part.origin(), digest);
    chunks.put(part.offset(), newest);
    while (chunks.size() > CHUNKS_REMEMBERED) {
      chunks.pollFirstEntry();
      arrivals.forgetBefore(chunks.firstEntry().getValue().origin().originalOffset());
    }
  }

  private Timestamp cameAt(RedactedPart part, long offset) {
    return Timestamp.of(arrivals.of(part.origin().originalOf(offset)));
  }

  private static @Nullable List<Redacted> replacements(RedactedPart part) {
    if (part.replacements().isEmpty()) {
      return null;
    }
    List<Redacted> all = new ArrayList<>(part.replacements().size());
    for (RedactedPart.Replacement one : part.replacements()) {
      all.add(
          new Redacted(
              new Attributes()
                  .with(Redacted.OFFSET, one.offset())
                  .with(Redacted.LENGTH, one.length())
                  .with(Redacted.ORIGINAL_OFFSET, one.originalOffset())
                  .with(Redacted.ORIGINAL_LENGTH, one.originalLength())
                  .with(Redacted.NAME, one.name())
                  .with(Redacted.RULE, one.rule())
                  .build()));
    }
    return all;
  }

  /// A part ends with a line, unless the line is longer than any event could be.
  private void lines(RedactedPart part, byte[] bytes) {
    if (name == OutputStreamName.STDOUT && ChildEvent.isIn(bytes)) {
      linesAndEvents(part, bytes);
    } else {
      classifier.take(bytes, 0, bytes.length);
    }
    isMidLine = !endsLine(bytes, bytes.length);
  }

  private void linesAndEvents(RedactedPart part, byte[] bytes) {
    int given = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = lineEnd(bytes, start);
      boolean beginsLine = start == 0 ? !isMidLine : endsLine(bytes, start);
      if (beginsLine && ChildEvent.isAt(bytes, start)) {
        classifier.take(bytes, given, start);
        classifier.flush();
        given = start;
        if (event(part, bytes, start, end)) {
          classifier.skip(end - start);
          given = end;
        }
      }
      start = end;
    }
    classifier.take(bytes, given, bytes.length);
  }

  private static boolean endsLine(byte[] bytes, int end) {
    return bytes[end - 1] == '\n' || bytes[end - 1] == '\r';
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(bytes.length, at + 1);
  }

  /// @return whether the line is an event, and so no log
  private boolean event(RedactedPart part, byte[] bytes, int start, int end) {
    long offset = part.offset() + start;
    Timestamp cameAt = cameAt(part, part.offset() + end - 1);
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
      IncomingEvent event = ChildEvent.parse(text);
      DeclaredFile file = DeclaredFile.of(event);
      if (file != null) {
        watch.declare(file);
      }
      Row row =
          journal.write(
              journal
                  .event(event)
                  .atLatest(cameAt)
                  .with(AnyEvent.STREAM, name.wire())
                  .with(AnyEvent.OFFSET, offset)
                  .with(AnyEvent.LENGTH, end - start));
      return row != null && bytes[end - 1] == '\n';
    } catch (ChildEvent.Invalid e) {
      if (logs.takesEventWarning()) {
        journal.write(
            journal
                .event(Kind.LOG, "a ::clew line that is no event: " + e.getMessage())
                .at(cameAt)
                .severity(Severity.WARN)
                .with(LogLine.CODE, "invalid_event_line")
                .with(AnyEvent.STREAM, name.wire())
                .with(AnyEvent.OFFSET, offset)
                .with(AnyEvent.LENGTH, end - start)
                .with(AnyEvent.CHUNK, chunk(offset)));
      }
      return false;
    }
  }

  /// Gives each line on with when it came and the chunk that it is in.
  private final class Lines implements LogSink {
    @Override
    public void record(LogRecord line) {
      logs.take(line, cameAt(line.offset()), chunk(line.offset()));
    }

    @Override
    public void alike(AlikeLine line) {
      logs.takeAlike(line, cameAt(line.offset()), chunk(line.offset()));
    }
  }

  private Instant cameAt(long offset) {
    Chunk chunk = chunkAt(offset);
    return arrivals.of(chunk == null ? 0 : chunk.origin().originalOf(offset));
  }

  private @Nullable String chunk(long offset) {
    Chunk chunk = chunkAt(offset);
    return chunk == null ? null : chunk.digest();
  }

  private @Nullable Chunk chunkAt(long offset) {
    Chunk last = newest;
    if (last != null && offset >= last.origin().offset()) {
      return last;
    }
    Map.Entry<Long, Chunk> chunk = chunks.floorEntry(offset);
    return chunk == null ? null : chunk.getValue();
  }
}
