package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The words and numbers that programs say a severity with.
final class Levels {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 13;
  private static final long FIRST_PINO = 10;

  private Levels() {}

  /// By a word in any case; null when it is none. Words that are also verbs or nouns of other
  /// meaning (`failed`, `success`) are none.
  static @Nullable Severity of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST || !startsOne(bytes[from])) {
      return null;
    }
    return of(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
  }

  private static boolean startsOne(byte unit) {
    return switch (unit | 0x20) {
      case 'a', 'c', 'd', 'e', 'f', 'i', 'n', 'p', 's', 't', 'v', 'w' -> true;
      default -> false;
    };
  }

  static @Nullable Severity of(String word) {
    return switch (lower(word)) {
      case "trace", "finest", "finer", "verbose", "silly" -> Severity.TRACE;
      case "debug", "dbg", "fine", "config" -> Severity.DEBUG;
      case "info", "inf", "information", "informational", "notice" -> Severity.INFO;
      case "warn", "warning", "wrn" -> Severity.WARN;
      case "error", "err", "severe", "eror" -> Severity.ERROR;
      case "fatal", "ftl", "critical", "crit", "panic", "alert", "emerg", "emergency", "dpanic" ->
          Severity.FATAL;
      default -> null;
    };
  }

  private static String lower(String word) {
    return word.toLowerCase(java.util.Locale.ROOT);
  }

  /// By a number of pino and bunyan (10 to 60), else of syslog (RFC 5424 §6.2.1, 0 to 7); null for
  /// others.
  static @Nullable Severity of(long number) {
    if (number >= FIRST_PINO) {
      return switch ((int) Math.min(number / 10, 7)) {
        case 1 -> Severity.TRACE;
        case 2 -> Severity.DEBUG;
        case 3 -> Severity.INFO;
        case 4 -> Severity.WARN;
        case 5 -> Severity.ERROR;
        case 6 -> Severity.FATAL;
        default -> null;
      };
    }
    return switch ((int) Math.max(number, -1)) {
      case 0, 1, 2 -> Severity.FATAL;
      case 3 -> Severity.ERROR;
      case 4 -> Severity.WARN;
      case 5, 6 -> Severity.INFO;
      case 7 -> Severity.DEBUG;
      default -> null;
    };
  }

  /// By the letter of glog and klog; null when it is none.
  static @Nullable Severity ofLetter(byte letter) {
    return switch (letter) {
      case 'D' -> Severity.DEBUG;
      case 'I' -> Severity.INFO;
      case 'W' -> Severity.WARN;
      case 'E' -> Severity.ERROR;
      case 'F' -> Severity.FATAL;
      default -> null;
    };
  }
}
