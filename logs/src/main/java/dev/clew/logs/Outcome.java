package dev.clew.logs;

import dev.clew.core.event.Severity;
import dev.clew.logs.framing.Frame;
import dev.clew.logs.rules.LogRule;
import dev.clew.logs.rules.RuleVerdict;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a verdict makes of a record, with the record's own word for how bad it is.
record Outcome(
    @Nullable Severity severity,
    String rule,
    List<String> candidates,
    String kind,
    @Nullable String cause,
    @Nullable String code,
    SortedMap<String, String> captures) {
  private static final String ERROR = "error";
  private static final String NO_CAUSE = "unknown";

  /// @param own severity by the record's own word; null when it names none
  /// @param saysSomething whether there is a message at all
  static Outcome of(
      RuleVerdict verdict, @Nullable Severity own, Frame.Shape shape, boolean saysSomething) {
    return switch (verdict) {
      case RuleVerdict.Unknown nothing ->
          unknown(own == null ? ofShape(shape) : own, saysSomething);
      case RuleVerdict.Ambiguous tie ->
          new Outcome(
              severity(own, tie.first(), shape),
              LogRecord.AMBIGUOUS,
              List.of(tie.first().name(), tie.second().name()),
              kind(own, tie.first()),
              NO_CAUSE,
              null,
              Collections.emptySortedMap());
      case RuleVerdict.Matched match -> {
        LogRule rule = match.rule();
        yield new Outcome(
            severity(own, rule, shape),
            rule.name(),
            List.of(),
            kind(own, rule),
            rule.cause(),
            rule.code(),
            match.captures());
      }
    };
  }

  private static Outcome unknown(@Nullable Severity severity, boolean saysSomething) {
    boolean isError = saysSomething && severity != null && severity.compareTo(Severity.ERROR) >= 0;
    return new Outcome(
        severity,
        LogRecord.UNKNOWN,
        List.of(),
        isError ? ERROR : "log",
        isError ? NO_CAUSE : null,
        null,
        Collections.emptySortedMap());
  }

  /// A program that says "retrying" at the level `info` has not failed: what a rule calls an error
  /// is only a log line when the program itself gave it a level below `warn`.
  private static String kind(@Nullable Severity own, LogRule rule) {
    boolean isHarmless = own != null && own.compareTo(Severity.WARN) < 0;
    return isHarmless && rule.kind().equals(ERROR) ? "log" : rule.kind();
  }

  private static @Nullable Severity severity(
      @Nullable Severity own, LogRule rule, Frame.Shape shape) {
    if (own != null) {
      return own;
    }
    if (rule.severity() != null) {
      return rule.severity();
    }
    return rule.kind().equals(ERROR) ? Severity.ERROR : ofShape(shape);
  }

  /// Nobody prints a stack trace for nothing, and a Go program that panics is over.
  private static @Nullable Severity ofShape(Frame.Shape shape) {
    return switch (shape) {
      case LINE -> null;
      case TRACE, PYTHON, NPM -> Severity.ERROR;
      case GO -> Severity.FATAL;
    };
  }
}
