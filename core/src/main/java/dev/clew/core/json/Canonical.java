package dev.clew.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// The canonical bytes of a JSON value: the JSON Canonicalization Scheme, RFC 8785. Two equal
/// values have equal bytes.
public final class Canonical {
  private Canonical() {}

  /// @throws IllegalArgumentException for a number that is not an IEEE 754 double and for a lone
  ///   surrogate; see [Json#interoperable]
  public static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  public static byte[] bytes(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Null nothing -> out.append("null");
      case Json.Bool bool -> out.append(bool.value());
      case Json.Num number -> out.append(Numbers.canonical(number));
      case Json.Str string -> writeString(string.value(), out);
      case Json.Arr array -> {
        out.append('[');
        String separator = "";
        for (Json item : array.items()) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case Json.Obj object -> {
        out.append('{');
        String separator = "";
        for (String name : sortedNames(object)) {
          out.append(separator);
          writeString(name, out);
          out.append(':');
          write(Objects.requireNonNull(object.get(name)), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  /// `String` compares by UTF-16 units, as RFC 8785 §3.2.3 wants it.
  private static String[] sortedNames(Json.Obj object) {
    String[] names = object.members().keySet().toArray(String[]::new);
    Arrays.sort(names);
    return names;
  }

  private static void writeString(String text, StringBuilder out) {
    if (Surrogates.hasLone(text)) {
      throw new IllegalArgumentException("string has no canonical form (lone surrogate)");
    }
    JsonWriter.quote(text, out);
  }
}
