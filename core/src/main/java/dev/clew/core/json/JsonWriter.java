package dev.clew.core.json;

/// JSON text for people and for requests: members in the order they have, numbers as they were
/// written. For bytes that are hashed, see [Canonical].
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonWriter() {}

  public static String compact(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out, -1);
    return out.toString();
  }

  /// Two spaces of indent, `\n` line ends, none at the end.
  public static String pretty(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out, 0);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out, int depth) {
    switch (value) {
      case Json.Null nothing -> out.append("null");
      case Json.Bool bool -> out.append(bool.value());
      case Json.Num number -> out.append(number.text());
      case Json.Str string -> quote(string.value(), out);
      case Json.Arr array -> {
        out.append('[');
        String separator = "";
        int inner = depth < 0 ? -1 : depth + 1;
        for (Json item : array.items()) {
          out.append(separator);
          newLine(out, inner);
          write(item, out, inner);
          separator = ",";
        }
        if (!array.items().isEmpty()) {
          newLine(out, depth);
        }
        out.append(']');
      }
      case Json.Obj object -> {
        out.append('{');
        String separator = "";
        int inner = depth < 0 ? -1 : depth + 1;
        for (var member : object.members().entrySet()) {
          out.append(separator);
          newLine(out, inner);
          quote(member.getKey(), out);
          out.append(depth < 0 ? ":" : ": ");
          write(member.getValue(), out, inner);
          separator = ",";
        }
        if (!object.members().isEmpty()) {
          newLine(out, depth);
        }
        out.append('}');
      }
    }
  }

  private static void newLine(StringBuilder out, int depth) {
    if (depth >= 0) {
      out.append('\n').repeat("  ", depth);
    }
  }

  /// The string in quotes with the escapes of RFC 8785 §3.2.2.2, which are the fewest that JSON
  /// allows.
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    escape(text, out);
    out.append('"');
  }

  /// Whether a JSON string of it needs no escape and it has no surrogate: most strings are so.
  static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit < 0x20 || unit == '"' || unit == '\\' || unit >= Character.MIN_SURROGATE) {
        return false;
      }
    }
    return true;
  }

  /// The string as it stands between the quotes of a JSON string.
  public static void escape(String text, StringBuilder out) {
    int plain = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit >= 0x20 && unit != '"' && unit != '\\') {
        continue;
      }
      out.append(text, plain, at);
      plain = at + 1;
      switch (unit) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append("\\u00").append(HEX[unit >> 4]).append(HEX[unit & 15]);
      }
    }
    out.append(text, plain, text.length());
  }
}
