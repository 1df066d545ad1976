package dev.clew.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The canonical bytes of a JSON value: the JSON Canonicalization Scheme, RFC 8785. Two equal
/// values have equal bytes.
public final class Canonical {
  private Canonical() {}

  /// @throws IllegalArgumentException for a number that is not an IEEE 754 double and for a lone
  ///   surrogate; see [Json#interoperable]
  public static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out, null);
    return out.toString();
  }

  public static byte[] bytes(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /// The same text in pieces of some 64 KiB, for a value that is large. A piece never ends within a
  /// character.
  public static void text(Json value, Consumer<String> pieces) {
    Pieces text = new Pieces(pieces);
    write(value, text.text, text);
    text.hand();
  }

  /// Text that is handed over whenever there is enough of it.
  private static final class Pieces {
    private static final int CHARS = 1 << 16;

    private final StringBuilder text = new StringBuilder(CHARS * 2);
    private final Consumer<String> taker;

    Pieces(Consumer<String> taker) {
      this.taker = taker;
    }

    void handIfLarge() {
      if (text.length() >= CHARS) {
        hand();
      }
    }

    void hand() {
      taker.accept(text.toString());
      text.setLength(0);
    }
  }

  /// @param pieces takes what is written; null when it is to stay in `out`
  private static void write(Json value, StringBuilder out, @Nullable Pieces pieces) {
    if (pieces != null) {
      pieces.handIfLarge();
    }
    switch (value) {
      case Json.Null nothing -> out.append("null");
      case Json.Bool bool -> out.append(bool.value());
      case Json.Num number -> out.append(Numbers.canonical(number));
      case Json.Str string -> append(string.value(), out);
      case Json.Arr array -> {
        out.append('[');
        String separator = "";
        for (Json item : array.items()) {
          out.append(separator);
          write(item, out, pieces);
          separator = ",";
        }
        out.append(']');
      }
      case Json.Obj object -> {
        out.append('{');
        String separator = "";
        for (String name : sortedNames(object)) {
          out.append(separator);
          append(name, out);
          out.append(':');
          write(Objects.requireNonNull(object.get(name)), out, pieces);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  /// Appends the canonical text of a value.
  ///
  /// @throws IllegalArgumentException as [#text]
  public static void append(Json value, StringBuilder out) {
    write(value, out, null);
  }

  /// Appends the canonical text of a string.
  ///
  /// @throws IllegalArgumentException for a lone surrogate
  public static void append(String text, StringBuilder out) {
    if (JsonWriter.isPlain(text)) {
      out.append('"').append(text).append('"');
      return;
    }
    if (Surrogates.hasLone(text)) {
      throw new IllegalArgumentException("string has no canonical form (lone surrogate)");
    }
    JsonWriter.quote(text, out);
  }

  /// `String` compares by UTF-16 units, as RFC 8785 §3.2.3 wants it.
  private static String[] sortedNames(Json.Obj object) {
    String[] names = SmallMembers.namesOf(object.members());
    if (names.length > 1) {
      Arrays.sort(names);
    }
    return names;
  }
}
