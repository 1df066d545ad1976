package dev.clew.core.dossier;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What kind of thing was wrong. `unknown` is an answer, and the one that is given unless something
/// speaks for another.
public enum Cause {
  INPUT,
  CONFIG,
  CODE,
  DEPENDENCY,
  RATE_LIMIT,
  TIMEOUT,
  RESOURCE,
  INFRA,
  CANCELLED,
  EFFECT_CONFLICT,
  PERSISTENCE,
  CONTRACT,
  UNKNOWN;

  /// Whole words that are no options or counters, so that "generate" is no rate, "--rate-limit" no
  /// limit and "rate_limited=0" no failure.
  private static final Pattern RATE =
      Pattern.compile(
          "(?<![-\\w])(?:(?i:rate[ -]?limit(?:ed|ing|s)?|too many requests|throttl(?:ed|ing)|quota"
              + " exceeded)|rate_limit(?:ed|_exceeded)?)(?![-\\w=\":])");

  private static final Pattern TIME =
      Pattern.compile("(?<![-\\w])(?i:timed[ -]out|time[ -]?out|deadline exceeded)(?![-\\w=\"])");

  /// An answer that a message quotes, in words that programs use for nothing else.
  private static final Pattern STATUS =
      Pattern.compile(
          "(?<![-\\w])(?:(?i:answered(?: with)?|http status|status code:?)|HTTP(?:/[\\d.]+)?)"
              + " ([45]\\d\\d)(?![-\\w])");

  /// Of a message longer than this, only the beginning is read.
  private static final int MAX_MESSAGE_CHARS = 4_000;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Unknown for a word that is none of ours, and for null.
  public static Cause of(@Nullable String wire) {
    for (Cause cause : values()) {
      if (cause.wire().equals(wire)) {
        return cause;
      }
    }
    return UNKNOWN;
  }

  /// What a code says by itself: an HTTP status, or a [FailureCode].
  public static Cause ofCode(String code) {
    if (code.startsWith("http_") && code.length() == 8) {
      return ofStatus(code.substring(5));
    }
    FailureCode known = FailureCode.of(code);
    return known == null ? UNKNOWN : known.cause();
  }

  /// RFC 9110 §15 and RFC 6585, as far as a status says whose fault it is.
  private static Cause ofStatus(String status) {
    return switch (status) {
      case "400", "402", "404", "406", "410", "413", "414", "415", "422" -> INPUT;
      case "401", "403", "405", "407" -> CONFIG;
      case "408", "504" -> TIMEOUT;
      case "409", "412", "423" -> EFFECT_CONFLICT;
      case "429" -> RATE_LIMIT;
      case "507" -> RESOURCE;
      default -> status.startsWith("5") ? DEPENDENCY : UNKNOWN;
    };
  }

  /// `http_404` for a message that says that this was answered; empty for any other.
  static String codeIn(String message) {
    Matcher status = STATUS.matcher(read(message));
    return status.find() ? "http_" + status.group(1) : "";
  }

  private static String read(String message) {
    return message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) : message;
  }

  /// What the words of a message say when nobody classified it.
  static Cause ofMessage(String message) {
    String read = read(message);
    if (RATE.matcher(read).find()) {
      return RATE_LIMIT;
    }
    return TIME.matcher(read).find() ? TIMEOUT : UNKNOWN;
  }
}
