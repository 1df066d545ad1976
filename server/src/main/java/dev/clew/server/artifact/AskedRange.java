package dev.clew.server.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file somebody asks for (RFC 9110 §14.1.2).
///
/// @param first of them
/// @param last of them
record AskedRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// There is no such byte.
  static final AskedRange NONE = new AskedRange(0, -1);

  /// Null for the whole: when nothing is asked for, or several ranges are, or something else.
  static @Nullable AskedRange of(@Nullable String header, long size) {
    Matcher match = ONE.matcher(header == null ? "" : header.strip());
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return null;
    }
    if (match.group(1).isEmpty()) {
      long count = Math.min(size, Long.parseLong(match.group(2)));
      return count == 0 ? NONE : new AskedRange(size - count, size - 1);
    }
    long first = Long.parseLong(match.group(1));
    long last = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
    if (last < first && !match.group(2).isEmpty()) {
      return null;
    }
    return first >= size ? NONE : new AskedRange(first, Math.min(last, size - 1));
  }

  long length() {
    return last - first + 1;
  }
}
