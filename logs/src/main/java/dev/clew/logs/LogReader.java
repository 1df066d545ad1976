package dev.clew.logs;

import dev.clew.core.run.Severity;
import dev.clew.logs.framing.Escapes;
import dev.clew.logs.framing.Frame;
import dev.clew.logs.framing.Framer;
import dev.clew.logs.framing.Limits;
import dev.clew.logs.parsing.FrameParser;
import dev.clew.logs.parsing.Parsed;
import dev.clew.logs.rules.Rule;
import dev.clew.logs.rules.Rules;
import dev.clew.logs.rules.Verdict;
import dev.clew.logs.template.Template;
import dev.clew.logs.template.Templates;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
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
  private final Consumer<LogRecord> sink;
  private final Framer framer;
  private final FrameParser parser;
  private final Templates templates = new Templates();
  private final Subject subject = new Subject();
  private final StackText stackText = new StackText();

  /// Times that name no zone are taken as UTC.
  public LogReader(String stream, Rules rules, Consumer<LogRecord> sink) {
    this(stream, rules, ZoneOffset.UTC, Limits.DEFAULT, sink);
  }

  /// @param zone of times that name none
  public LogReader(
      String stream, Rules rules, ZoneId zone, Limits limits, Consumer<LogRecord> sink) {
    this.stream = stream;
    this.rules = rules;
    this.sink = sink;
    this.framer = new Framer(limits, this::frame);
    this.parser = new FrameParser(zone);
  }

  /// The next bytes of the stream.
  public void take(byte[] bytes, int from, int to) {
    framer.take(bytes, from, to);
  }

  /// The stream has paused: gives away the record that is open, if its lines are whole.
  public void flush() {
    framer.flush();
  }

  /// The stream has ended.
  public void end() {
    framer.end();
  }

  private void frame(Frame raw) {
    Frame frame = Escapes.areIn(raw) ? Escapes.without(raw) : raw;
    Parsed parsed = parser.parse(frame);
    Parsed.Fields fields = parsed.fields();
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
    sink.accept(record(frame, parsed, chain));
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
    Template template = templates.of(subject.bytes(), subject.messageFrom(), subject.to());
    Severity own = parsed.severity();
    Verdict verdict = verdict(chain, own, httpStatus);
    String message = message(chain);
    return switch (verdict) {
      case Verdict.Unknown nothing -> {
        Severity severity = own == null ? ofShape(frame) : own;
        boolean isError =
            severity != null && severity.compareTo(Severity.ERROR) >= 0 && !message.isBlank();
        yield record(
            frame,
            parsed,
            message,
            chain,
            template,
            severity,
            LogRecord.UNKNOWN,
            List.of(),
            isError ? "error" : "log",
            isError ? "unknown" : null,
            null,
            httpStatus,
            Collections.emptySortedMap());
      }
      case Verdict.Ambiguous tie -> {
        Severity severity = severity(own, tie.first(), frame);
        yield record(
            frame,
            parsed,
            message,
            chain,
            template,
            severity,
            LogRecord.AMBIGUOUS,
            List.of(tie.first().name(), tie.second().name()),
            kind(own, tie.first()),
            "unknown",
            null,
            httpStatus,
            Collections.emptySortedMap());
      }
      case Verdict.Matched match -> {
        Rule rule = match.rule();
        yield record(
            frame,
            parsed,
            message,
            chain,
            template,
            severity(own, rule, frame),
            rule.name(),
            List.of(),
            kind(own, rule),
            rule.cause(),
            rule.code(),
            httpStatus,
            match.captures());
      }
    };
  }

  /// The deepest cause that a rule knows decides, else the message as a whole.
  private Verdict verdict(
      List<CauseLink> chain, @Nullable Severity own, @Nullable Integer httpStatus) {
    for (int link = chain.size() - 1; link > 0; link--) {
      byte[] text = chain.get(link).toString().getBytes(StandardCharsets.UTF_8);
      Verdict verdict = rules.judge(text, 0, text.length, stream, own, httpStatus);
      if (!(verdict instanceof Verdict.Unknown)) {
        return verdict;
      }
    }
    return rules.judge(subject.bytes(), subject.from(), subject.to(), stream, own, httpStatus);
  }

  private LogRecord record(
      Frame frame,
      Parsed parsed,
      String message,
      List<CauseLink> chain,
      Template template,
      @Nullable Severity severity,
      String rule,
      List<String> candidates,
      String kind,
      @Nullable String cause,
      @Nullable String code,
      @Nullable Integer httpStatus,
      SortedMap<String, String> captures) {
    return new LogRecord(
        stream,
        frame.ranges(),
        text(frame.bytes(), frame.from(), frame.to()),
        message,
        parsed.time(),
        severity,
        template.text(),
        template.id(),
        rule,
        candidates,
        kind,
        cause,
        code,
        captures,
        chain,
        httpStatus,
        frame.isCapped());
  }

  /// A program that says "retrying" at the level `info` has not failed: what a rule calls an error
  /// is only a log line when the program itself gave it a level below `warn`.
  private static String kind(@Nullable Severity own, Rule rule) {
    boolean isHarmless = own != null && own.compareTo(Severity.WARN) < 0;
    return isHarmless && rule.kind().equals("error") ? "log" : rule.kind();
  }

  private static @Nullable Severity severity(@Nullable Severity own, Rule rule, Frame frame) {
    if (own != null) {
      return own;
    }
    if (rule.severity() != null) {
      return rule.severity();
    }
    return rule.kind().equals("error") ? Severity.ERROR : ofShape(frame);
  }

  /// Nobody prints a stack trace for nothing, and a Go program that panics is over.
  private static @Nullable Severity ofShape(Frame frame) {
    return switch (frame.shape()) {
      case LINE -> null;
      case TRACE, PYTHON, NPM -> Severity.ERROR;
      case GO -> Severity.FATAL;
    };
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
