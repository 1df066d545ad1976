package dev.clew.core.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  /// The same and a line feed, for a value that is large: its text is never in memory as a whole.
  public static byte[] line(Json value) {
    StringBuilder out = new StringBuilder(Chunks.CHARS * 2);
    Chunks chunks = new Chunks();
    write(value, out, chunks);
    chunks.take(out.append('\n'));
    return chunks.joined();
  }

  /// Text that is written already, as bytes.
  private static final class Chunks {
    static final int CHARS = 1 << 16;

    private final List<byte[]> taken = new ArrayList<>();
    private long size;

    void takeIfLarge(StringBuilder out) {
      if (out.length() >= CHARS) {
        take(out);
      }
    }

    void take(StringBuilder out) {
      byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
      taken.add(bytes);
      size += bytes.length;
      out.setLength(0);
    }

    /// Lets each chunk go when it is copied.
    byte[] joined() {
      byte[] all = new byte[Math.toIntExact(size)];
      int end = 0;
      for (int at = 0; at < taken.size(); at++) {
        byte[] chunk = taken.set(at, NOTHING);
        System.arraycopy(chunk, 0, all, end, chunk.length);
        end += chunk.length;
      }
      return all;
    }
  }

  private static final byte[] NOTHING = new byte[0];
  private static final String[] NO_NAMES = new String[0];

  /// @param chunks takes what is written; null when it is to stay in `out`
  private static void write(Json value, StringBuilder out, @Nullable Chunks chunks) {
    if (chunks != null) {
      chunks.takeIfLarge(out);
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
          write(item, out, chunks);
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
          write(Objects.requireNonNull(object.get(name)), out, chunks);
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
    String[] names = object.members().keySet().toArray(NO_NAMES);
    if (names.length > 1) {
      Arrays.sort(names);
    }
    return names;
  }
}
