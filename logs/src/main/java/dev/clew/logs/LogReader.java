package dev.clew.logs;

import dev.clew.core.event.Severity;
import dev.clew.logs.framing.Escapes;
import dev.clew.logs.framing.Frame;
import dev.clew.logs.framing.Framer;
import dev.clew.logs.framing.Limits;
import dev.clew.logs.parsing.FrameParser;
import dev.clew.logs.parsing.Parsed;
import dev.clew.logs.rules.RuleVerdict;
import dev.clew.logs.rules.Rules;
import dev.clew.logs.template.LineTemplate;
import dev.clew.logs.template.Templates;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of one stream into classified records, however the bytes arrive. A record is
/// given away when the line after it shows that it is whole, or at [#flush] and [#end].
///
///     LogReader reader = new LogReader("stderr", Rules.builtIn(), record -> …);
///     reader.take(bytes, 0, bytes.length);
///     reader.end();
///
/// Not thread-safe: one reader a stream.
public final class LogReader {
  private final String stream;
  private final Rules rules;
  private final LogSink sink;
  private final @Nullable KnownLines lines;
  private final AlikeLine alike = new AlikeLine(this);
  private final Framer framer;
  private final FrameParser parser;
  private final Templates templates = new Templates();
  private final Subject subject = new Subject();
  private final StackText stackText = new StackText();

  /// Of the record that was read last.
  private boolean hasFields;

  /// Times that name no zone are taken as UTC.
  public LogReader(String stream, Rules rules, Consumer<LogRecord> sink) {
    this(stream, rules, ZoneOffset.UTC, Limits.DEFAULT, sink);
  }

  /// @param zone of times that name none
  public LogReader(
      String stream, Rules rules, ZoneId zone, Limits limits, Consumer<LogRecord> sink) {
    this(stream, rules, zone, limits, recordsOnly(sink), null);
  }

  /// Does not read again what is like an ordinary line that it has read: for much output, most of
  /// which is only counted.
  public LogReader(String stream, Rules rules, LogSink sink) {
    this(stream, rules, ZoneOffset.UTC, Limits.DEFAULT, sink, new KnownLines(rules));
  }

  private LogReader(
      String stream,
      Rules rules,
      ZoneId zone,
      Limits limits,
      LogSink sink,
      @Nullable KnownLines lines) {
    this.stream = stream;
    this.rules = rules;
    this.sink = sink;
    this.lines = lines;
    this.framer = new Framer(limits, this::frame);
    this.parser = new FrameParser(zone);
  }

  /// The next bytes of the stream.
  public void take(byte[] bytes, int from, int to) {
    framer.take(bytes, from, to);
  }

  /// Passes over bytes of the stream that are no log, between two lines.
  public void skip(int count) {
    framer.skip(count);
  }

  /// The stream has paused: gives away the record that is open, if its lines are whole.
  public void flush() {
    framer.flush();
  }

  /// The stream has ended.
  public void end() {
    framer.end();
  }

  private static LogSink recordsOnly(Consumer<LogRecord> sink) {
    return new LogSink() {
      @Override
      public void record(LogRecord record) {
        sink.accept(record);
      }

      @Override
      public void alike(AlikeLine line) {
        sink.accept(line.record());
      }
    };
  }

  private void frame(Frame frame) {
    KnownLines known = lines;
    long shape = known == null ? LineShape.NONE : known.shape(frame);
    if (known == null || shape == LineShape.NONE) {
      sink.record(read(frame));
      return;
    }
    LogRecord like = known.get(shape);
    if (like != null) {
      sink.alike(alike.set(like, KnownLines.slot(shape), frame));
      return;
    }
    LogRecord record = read(frame);
    if (!known.has(shape)) {
      known.learn(shape, frame, record, hasFields);
    }
    sink.record(record);
  }

  LogRecord read(Frame raw) {
    Frame frame = Escapes.areIn(raw) ? Escapes.without(raw) : raw;
    Parsed parsed = parser.parse(frame);
    Parsed.Fields fields = parsed.fields();
    hasFields = fields != null;
    List<CauseLink> chain;
    if (fields == null) {
      subject.of(frame, parsed.messageFrom());
      chain =
          frame.shape() == Frame.Shape.LINE
              ? List.of()
              : CauseChain.of(frame.shape(), heads(frame));
    } else {
      stackText.read(fields.stack());
      subject.of(fields, stackText.heads());
      chain = stackText.chain();
    }
    return record(frame, parsed, chain);
  }

  static List<String> heads(Frame frame) {
    int[] places = frame.heads();
    if (places.length == 0) {
      return List.of(text(frame.bytes(), frame.from(), frame.to()));
    }
    List<String> heads = new ArrayList<>(places.length / 2);
    for (int head = 0; head < places.length; head += 2) {
      heads.add(text(frame.bytes(), places[head], places[head + 1]));
    }
    return heads;
  }

  private LogRecord record(Frame frame, Parsed parsed, List<CauseLink> chain) {
    Integer httpStatus = parsed.fields() == null ? null : parsed.fields().httpStatus();
    LineTemplate template = templates.of(subject.bytes(), subject.messageFrom(), subject.to());
    String message = message(chain);
    Outcome outcome =
        Outcome.of(
            verdict(chain, parsed.severity(), httpStatus, () -> written(frame, parsed)),
            parsed.severity(),
            frame.shape(),
            !message.isBlank());
    return new LogRecord(
        stream,
        frame.ranges(),
        text(frame.bytes(), frame.from(), frame.to()),
        message,
        parsed.time(),
        outcome.severity(),
        template.text(),
        template.id(),
        outcome.rule(),
        outcome.candidates(),
        outcome.kind(),
        outcome.cause(),
        outcome.code(),
        outcome.captures(),
        chain,
        httpStatus,
        frame.isCapped());
  }

  /// The deepest cause that a rule knows decides, else the message as a whole.
  private RuleVerdict verdict(
      List<CauseLink> chain,
      @Nullable Severity own,
      @Nullable Integer httpStatus,
      Supplier<String> written) {
    for (int link = chain.size() - 1; link > 0; link--) {
      byte[] text = chain.get(link).toString().getBytes(StandardCharsets.UTF_8);
      RuleVerdict verdict = rules.judge(text, 0, text.length, stream, own, httpStatus, written);
      if (!(verdict instanceof RuleVerdict.Unknown)) {
        return verdict;
      }
    }
    return rules.judge(
        subject.bytes(), subject.from(), subject.to(), stream, own, httpStatus, written);
  }

  /// With the frames of its stack trace.
  private static String written(Frame frame, Parsed parsed) {
    Parsed.Fields fields = parsed.fields();
    String stack = fields == null ? null : fields.stack();
    return stack == null ? text(frame.bytes(), frame.from(), frame.to()) : stack;
  }

  /// Of a chain the exception that came out, else the text after time and level.
  private String message(List<CauseLink> chain) {
    if (!chain.isEmpty()) {
      return chain.getFirst().toString();
    }
    int from = subject.messageFrom();
    return text(subject.bytes(), from, subject.to());
  }

  private static String text(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, LogRecord.MAX_TEXT_BYTES);
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
