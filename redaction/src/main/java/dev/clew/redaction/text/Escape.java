package dev.clew.redaction.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ways in which text is written inside other text. A secret is looked for in the text after
/// undoing them, not by listing its escaped forms, because an escaper may escape any subset of the
/// characters (`/` or `\/`, `é` or `\u00e9`, `%2f` or `%2F`).
public enum Escape {
  /// RFC 8259 §7, and `\'` and `\xNN` of the languages around it.
  JSON('\\'),
  /// RFC 3986 §2.1 over UTF-8, else ISO 8859-1; and `%uNNNN` of ECMAScript's `escape`.
  PERCENT('%'),
  /// `application/x-www-form-urlencoded`: as [#PERCENT], and `+` for a space.
  FORM('+'),
  /// Character references of XML 1.0 §4.1 and the five entities that HTML escapers write.
  HTML('&');

  private static final String SHORT_FROM = "\"\\/bfnrt'";
  private static final String SHORT_TO = "\"\\/\b\f\n\r\t'";
  private static final String[] ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"};
  private static final String ENTITY_UNITS = "&<>\"'";

  public static final List<Escape> ALL = List.of(values());

  private final char mark;

  Escape(char mark) {
    this.mark = mark;
  }

  /// Whether one of their marks is there: in most texts none is.
  public static boolean mayOccurIn(Decoded text) {
    char[] units = text.units();
    for (int at = 0; at < text.length(); at++) {
      char unit = units[at];
      if (unit == '\\' || unit == '%' || unit == '+' || unit == '&') {
        return true;
      }
    }
    return false;
  }

  /// Null when there is nothing to undo.
  public @Nullable Decoded undo(Decoded text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.units()[at] == mark) {
        return new Undoing(text).run(this);
      }
    }
    return null;
  }

  private static final class Undoing {
    private final char[] in;
    private final int length;
    private final Decoded text;
    private final char[] out;
    private final int[] outStarts;
    private int outLength;
    private boolean changed;

    Undoing(Decoded text) {
      in = text.units();
      length = text.length();
      this.text = text;
      out = new char[length];
      outStarts = new int[length + 1];
    }

    @Nullable Decoded run(Escape escape) {
      int at = 0;
      while (at < length) {
        int used =
            switch (escape) {
              case JSON -> in[at] == '\\' ? json(at) : 0;
              case PERCENT -> in[at] == '%' ? percent(at) : 0;
              case FORM -> in[at] == '%' ? percent(at) : plus(at);
              case HTML -> in[at] == '&' ? html(at) : 0;
            };
        if (used == 0) {
          emit(in[at], at);
          used = 1;
        } else {
          changed = true;
        }
        at += used;
      }
      outStarts[outLength] = text.start(length);
      return changed ? new Decoded(out, outStarts, outLength) : null;
    }

    private int json(int at) {
      if (at + 1 >= length) {
        return 0;
      }
      char kind = in[at + 1];
      int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
      if (digits > 0) {
        int unit = hex(at + 2, digits);
        return unit < 0 ? 0 : emit((char) unit, at, digits + 2);
      }
      int index = SHORT_FROM.indexOf(kind);
      return index < 0 ? 0 : emit(SHORT_TO.charAt(index), at, 2);
    }

    private int plus(int at) {
      return in[at] == '+' ? emit(' ', at, 1) : 0;
    }

    private int percent(int at) {
      if (at + 1 < length && in[at + 1] == 'u') {
        int unit = hex(at + 2, 4);
        return unit < 0 ? 0 : emit((char) unit, at, 6);
      }
      int first = hex(at + 1, 2);
      if (first < 0) {
        return 0;
      }
      int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
      String decoded = more == 0 ? null : utf8(at, more + 1);
      if (decoded == null) {
        return emit((char) first, at, 3);
      }
      for (int unit = 0; unit < decoded.length(); unit++) {
        emit(decoded.charAt(unit), at);
      }
      return 3 * (more + 1);
    }

    private @Nullable String utf8(int at, int count) {
      byte[] bytes = new byte[count];
      for (int index = 0; index < count; index++) {
        int mark = at + 3 * index;
        int octet = mark < length && in[mark] == '%' ? hex(mark + 1, 2) : -1;
        if (octet < 0) {
          return null;
        }
        bytes[index] = (byte) octet;
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        return null;
      }
    }

    private int html(int at) {
      if (at + 2 < length && in[at + 1] == '#') {
        return numericReference(at);
      }
      for (int index = 0; index < ENTITIES.length; index++) {
        if (startsWith(ENTITIES[index], at + 1)) {
          return emit(ENTITY_UNITS.charAt(index), at, ENTITIES[index].length() + 1);
        }
      }
      return 0;
    }

    private int numericReference(int at) {
      boolean hexadecimal = in[at + 2] == 'x' || in[at + 2] == 'X';
      int digit = at + (hexadecimal ? 3 : 2);
      int radix = hexadecimal ? 16 : 10;
      int end = digit;
      int codePoint = 0;
      while (end < length && end - digit < 8 && Characters.hex(in[end]) >= 0) {
        int value = Characters.hex(in[end]);
        if (value >= radix) {
          return 0;
        }
        codePoint = codePoint * radix + value;
        end++;
      }
      if (end == digit
          || end >= length
          || in[end] != ';'
          || !Character.isValidCodePoint(codePoint)) {
        return 0;
      }
      for (char unit : Character.toChars(codePoint)) {
        emit(unit, at);
      }
      return end + 1 - at;
    }

    private boolean startsWith(String what, int at) {
      if (at + what.length() > length) {
        return false;
      }
      for (int index = 0; index < what.length(); index++) {
        if (in[at + index] != what.charAt(index)) {
          return false;
        }
      }
      return true;
    }

    private int hex(int at, int digits) {
      if (at + digits > length) {
        return -1;
      }
      int value = 0;
      for (int index = at; index < at + digits; index++) {
        int digit = Characters.hex(in[index]);
        if (digit < 0) {
          return -1;
        }
        value = value * 16 + digit;
      }
      return value;
    }

    private int emit(char unit, int at, int used) {
      emit(unit, at);
      return used;
    }

    private void emit(char unit, int at) {
      out[outLength] = unit;
      outStarts[outLength] = text.start(at);
      outLength++;
    }
  }
}
