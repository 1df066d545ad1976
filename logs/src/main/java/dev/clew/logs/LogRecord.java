package dev.clew.logs;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.ByteRange;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.json.Json;
import dev.clew.logs.framing.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One record of a stream, classified. Immutable.
///
/// @param stream `stdout`, `stderr` or the source's own name
/// @param ranges the bytes of the stream that it stands for, in order, at least one; more than one
///   only when a container runtime wrote two streams into one
/// @param text what was written, at most [#MAX_TEXT_BYTES] of it; bytes that are no UTF-8 are
///   U+FFFD, colours are left out
/// @param message the part that says what happened, without time, level and frames
/// @param time when it happened by its own word, which is not when it was received; null when it
///   does not say
/// @param severity by its own word, else by the rule or the form; null when nothing says
/// @param template the message without what varies in it
/// @param templateId 64 hex digits
/// @param rule `id@version`, `unknown` or `ambiguous`
/// @param candidates the two rules of an ambiguous record, by name; else empty
/// @param kind of the event: `error`, `log` or what the rule says
/// @param cause null when nothing names one
/// @param code null when no rule names one
/// @param captures the named groups of the rule's pattern
/// @param causeChain from the exception that came out to its deepest cause; empty when it has none
/// @param httpStatus by its own word; null when it has none
/// @param capped whether a limit has cut it: it is not the whole of what was written
public record LogRecord(
    String stream,
    List<Range> ranges,
    String text,
    String message,
    @Nullable Timestamp time,
    @Nullable Severity severity,
    String template,
    String templateId,
    String rule,
    List<String> candidates,
    String kind,
    @Nullable String cause,
    @Nullable String code,
    SortedMap<String, String> captures,
    List<CauseLink> causeChain,
    @Nullable Integer httpStatus,
    boolean capped) {
  /// Of the text that a record carries; the bytes themselves are in the stored stream.
  public static final int MAX_TEXT_BYTES = 16 * 1024;

  /// Of the message, in an event's attributes.
  public static final int MAX_MESSAGE_CHARS = 2_000;

  /// Of the summary, which is one line.
  public static final int MAX_SUMMARY_CHARS = 300;

  /// Of each capture, in an event's attributes.
  public static final int MAX_CAPTURE_CHARS = 300;

  public static final String UNKNOWN = "unknown";
  public static final String AMBIGUOUS = "ambiguous";

  public LogRecord {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a record stands for bytes");
    }
    candidates = List.copyOf(candidates);
    captures =
        captures.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(captures));
    causeChain = List.copyOf(causeChain);
  }

  /// What the record says of all that are like it, with less to keep.
  LogRecord withoutText() {
    return new LogRecord(
        stream,
        ranges,
        "",
        "",
        null,
        severity,
        template,
        templateId,
        rule,
        candidates,
        kind,
        cause,
        code,
        captures,
        causeChain,
        httpStatus,
        capped);
  }

  /// Of the first byte, in the stream.
  public long offset() {
    return ranges.getFirst().offset();
  }

  /// From the first byte to the last, in bytes; with several ranges, what is between them is of
  /// other records.
  public long length() {
    return ranges.getLast().end() - offset();
  }

  /// The first line of the message, for an event's summary.
  public String summary() {
    int end = message.indexOf('\n');
    return bounded(end < 0 ? message : message.substring(0, end), MAX_SUMMARY_CHARS);
  }

  /// What the event says. The severity is not part of it: it is of the envelope.
  public LogLine toLogLine() {
    Attributes said =
        new Attributes()
            .with(AnyEvent.STREAM, stream)
            .with(AnyEvent.OFFSET, offset())
            .with(AnyEvent.LENGTH, length())
            .with(LogLine.TEMPLATE, template)
            .with(LogLine.TEMPLATE_ID, templateId)
            .with(LogLine.RULE, rule)
            .with(LogLine.TIME, time == null ? null : time.toString())
            .with(LogLine.CAUSE, cause)
            .with(LogLine.CODE, code)
            .with(LogLine.HTTP_STATUS, httpStatus);
    if (kind.equals("error") || !rule.equals(UNKNOWN)) {
      said.with(LogLine.MESSAGE, bounded(message, MAX_MESSAGE_CHARS));
    }
    if (ranges.size() > 1) {
      List<ByteRange> parts = new ArrayList<>(ranges.size());
      ranges.forEach(range -> parts.add(part(range)));
      said.with(LogLine.RANGES, parts);
    }
    if (!candidates.isEmpty()) {
      said.with(LogLine.CANDIDATES, candidates);
    }
    if (!captures.isEmpty()) {
      Json.Builder values = Json.object();
      captures.forEach((name, value) -> values.put(name, bounded(value, MAX_CAPTURE_CHARS)));
      said.with(LogLine.CAPTURES, values.build());
    }
    if (!causeChain.isEmpty()) {
      List<Json> links = new ArrayList<>();
      causeChain.forEach(link -> links.add(link.toJson()));
      said.with(LogLine.CAUSE_CHAIN, links);
    }
    if (capped) {
      said.with(LogLine.CAPPED, true);
    }
    return new LogLine(said.build());
  }

  private static ByteRange part(Range range) {
    return new ByteRange(
        new Attributes()
            .with(ByteRange.OFFSET, range.offset())
            .with(ByteRange.LENGTH, range.length())
            .build());
  }

  /// Cut between characters, with an ellipsis that says so.
  static String bounded(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }
}
