package dev.clew.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object, in the order in which they were put; one without a value is
/// absent.
final class Members {
  private static final String HEX = "0123456789abcdef";

  private final Map<String, Object> values = new LinkedHashMap<>();

  /// @param value a text, a number, a truth value, [Members], or a list of these; null: absent
  Members with(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  Members withAll(Members other) {
    values.putAll(other.values);
    return this;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// A value that JSON has; all else by its text.
  static Object plain(@Nullable Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Integer) {
      return value;
    }
    if (value instanceof Long number && Math.abs(number) < 1L << 53) {
      return number;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      // The text of a user's type; telling of it must not fail the job.
      return "?";
    }
  }

  String json() {
    StringBuilder out = new StringBuilder(256);
    write(this, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Members object) {
      char before = '{';
      for (Map.Entry<String, Object> member : object.values.entrySet()) {
        out.append(before);
        quote(member.getKey(), out);
        out.append(':');
        write(member.getValue(), out);
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      char before = '[';
      for (Object item : list) {
        out.append(before);
        write(item, out);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      switch (unit) {
        case '"', '\\' -> out.append('\\').append(unit);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (unit < ' ' || isLone(text, at)) {
            escape(unit, out);
          } else {
            out.append(unit);
          }
        }
      }
    }
    out.append('"');
  }

  /// Half of a pair of surrogates without the other half, which UTF-8 has no form for.
  private static boolean isLone(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isHighSurrogate(unit)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(unit)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static void escape(char unit, StringBuilder out) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(unit >> shift & 15));
    }
  }
}
