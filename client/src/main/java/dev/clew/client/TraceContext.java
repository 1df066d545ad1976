package dev.clew.client;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The place of a run in a distributed trace (W3C Trace Context), and of whoever started it.
///
/// @param traceId 32 hex digits
/// @param spanId of the run, 16 hex digits
/// @param parentSpanId of whoever started it; null when nobody said so
/// @param flags 2 hex digits
/// @param state the `tracestate` that is sent on; null when there is none
record TraceContext(
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    String flags,
    @Nullable String state) {
  static final String TRACEPARENT = "TRACEPARENT";
  static final String TRACESTATE = "TRACESTATE";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String SAMPLED = "01";
  private static final SecureRandom ENTROPY = new SecureRandom();

  /// Goes on with a valid incoming trace, else begins one.
  static TraceContext from(Map<String, String> environment) {
    Matcher parts = FORM.matcher(environment.getOrDefault(TRACEPARENT, "").strip());
    if (!parts.matches() || !isValid(parts)) {
      return new TraceContext(hex(16), hex(8), null, SAMPLED, null);
    }
    return new TraceContext(
        parts.group(2), hex(8), parts.group(3), parts.group(4), environment.get(TRACESTATE));
  }

  private static boolean isValid(Matcher parts) {
    boolean isExtended = parts.group(5) != null;
    return !parts.group(1).equals("ff")
        && !(isExtended && parts.group(1).equals("00"))
        && !isZero(parts.group(2))
        && !isZero(parts.group(3));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /// Real entropy, as hex digits: two for each byte.
  static String hex(int bytes) {
    byte[] random = new byte[bytes];
    ENTROPY.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /// What is sent on by whatever happens in that span.
  String header(String ofSpan) {
    return "00-" + traceId + "-" + ofSpan + "-" + flags;
  }
}
