package dev.clew.server.artifact;

import dev.clew.server.http.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file a request sends (RFC 9110 §14.4 and §14.5, partial PUT).
///
/// @param offset of the first; the size when there are none
/// @param size of the whole
record ContentRange(long offset, long size) {
  private static final Pattern BYTES =
      Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");

  /// @param header null for a file that comes whole
  /// @param bytes that came
  /// @throws Problem.Raised when it says something else than what came
  static ContentRange of(@Nullable String header, int bytes) {
    if (header == null) {
      return new ContentRange(0, bytes);
    }
    Matcher match = BYTES.matcher(header.strip());
    if (!match.matches()) {
      throw bad("is bytes FIRST-LAST/SIZE, or bytes */SIZE without a body").raised();
    }
    long size = Long.parseLong(match.group(3));
    if (match.group(1) == null) {
      if (bytes > 0) {
        throw bad("says that no bytes come, and some did").raised();
      }
      return new ContentRange(size, size);
    }
    long first = Long.parseLong(match.group(1));
    long last = Long.parseLong(match.group(2));
    if (last - first + 1 != bytes || last >= size) {
      throw bad("does not say how many bytes came").raised();
    }
    return new ContentRange(first, size);
  }

  private static Problem bad(String what) {
    return Problem.badRequest("artifact.range", "content-range " + what);
  }
}
