package dev.clew.core.trace;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The place of a run in a distributed trace (W3C Trace Context), and what travels with it (W3C
/// Baggage). Processes hand it on in environment variables of the same names.
///
/// @param traceId 32 hex digits
/// @param spanId of the run, 16 hex digits
/// @param parentSpanId of whoever started it; null when nobody said so
/// @param flags 2 hex digits; the last bit says whether the trace is recorded
/// @param state the `tracestate`, which is sent on as it came; null when there is none
public record TraceContext(
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    String flags,
    @Nullable String state,
    Baggage baggage) {
  public static final String TRACEPARENT = "TRACEPARENT";
  public static final String TRACESTATE = "TRACESTATE";
  public static final String SAMPLED = "01";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// As much as everybody has to send on (W3C Trace Context, section 3.3.1.5).
  private static final int MOST_STATE_CHARS = 512;

  /// Goes on with a valid trace of the environment, else begins one. The `tracestate` belongs to
  /// the `traceparent`: without a valid one it says nothing.
  ///
  /// @param variable gives a variable of the environment; null when it is not set
  /// @param random gives so many bytes of entropy as hex digits
  public static TraceContext of(
      Function<String, @Nullable String> variable, IntFunction<String> random) {
    String incoming = variable.apply(TRACEPARENT);
    Baggage baggage = Baggage.parse(variable.apply(Baggage.VARIABLE));
    Matcher parts = FORM.matcher(incoming == null ? "" : incoming.strip());
    if (!parts.matches() || !isValid(parts)) {
      return new TraceContext(random.apply(16), random.apply(8), null, SAMPLED, null, baggage);
    }
    return new TraceContext(
        parts.group(2),
        random.apply(8),
        parts.group(3),
        parts.group(4),
        stateOf(variable.apply(TRACESTATE)),
        baggage);
  }

  /// As a run was recorded that has begun a trace of its own.
  public static TraceContext begun(String traceId) {
    return new TraceContext(traceId, "", null, SAMPLED, null, Baggage.NONE);
  }

  private static @Nullable String stateOf(@Nullable String state) {
    if (state == null || state.isBlank() || state.length() > MOST_STATE_CHARS) {
      return null;
    }
    return Baggage.isText(state) ? state.strip() : null;
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

  /// The same in another trace, which nobody outside has begun.
  public TraceContext in(String otherTraceId) {
    return otherTraceId.equals(traceId)
        ? this
        : new TraceContext(otherTraceId, spanId, null, SAMPLED, null, baggage);
  }

  public TraceContext carrying(Baggage other) {
    return new TraceContext(traceId, spanId, parentSpanId, flags, state, other);
  }

  /// What a call within that span gets, by names of headers.
  public Map<String, String> headers(String ofSpan) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("traceparent", "00-" + traceId + "-" + ofSpan + "-" + flags);
    if (state != null) {
      headers.put("tracestate", state);
    }
    if (!baggage.isEmpty()) {
      headers.put("baggage", baggage.toString());
    }
    return headers;
  }

  /// What a process gets that this run starts, by names of variables.
  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    headers(spanId).forEach((name, value) -> variables.put(name.toUpperCase(Locale.ROOT), value));
    return variables;
  }
}
