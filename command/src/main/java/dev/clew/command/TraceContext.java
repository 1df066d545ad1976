package dev.clew.command;

import dev.clew.runs.Ids;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The place of a run in a distributed trace (W3C Trace Context, `traceparent`).
///
/// @param traceId 32 hex digits
/// @param spanId of the command's process, 16 hex digits
/// @param parentSpanId of whoever started clew; null when nobody said so
/// @param flags 2 hex digits
record TraceContext(String traceId, String spanId, @Nullable String parentSpanId, String flags) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String SAMPLED = "01";

  /// Goes on with a valid incoming trace, else begins one.
  static TraceContext of(@Nullable String incoming, Ids ids) {
    Matcher parts = FORM.matcher(incoming == null ? "" : incoming.strip());
    if (!parts.matches() || !isValid(parts)) {
      return new TraceContext(ids.hex(16), ids.hex(8), null, SAMPLED);
    }
    return new TraceContext(parts.group(2), ids.hex(8), parts.group(3), parts.group(4));
  }

  private static boolean isValid(Matcher parts) {
    boolean extended = parts.group(5) != null;
    return !parts.group(1).equals("ff")
        && !(extended && parts.group(1).equals("00"))
        && !isZero(parts.group(2))
        && !isZero(parts.group(3));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /// What the child gets.
  String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
