package dev.clew.logs.template;

import dev.clew.logs.framing.Bytes;
import java.util.Arrays;

/// Writes a message without what varies in it. One pass from left to right; where several masks
/// fit, the first of this order is taken: quoted value, URL, e-mail address, UUID, timestamp,
/// clock, IP address, hex, duration, number, opaque id, path. What a mask yields depends on nothing
/// but the text, so equal texts have equal templates in whatever order they come.
///
/// Not thread-safe. Change [#VERSION] with any change to what comes out.
final class Masks {
  /// Of the masks; a part of each template's id.
  static final int VERSION = 1;

  /// What comes after it is left out of the template.
  static final int MAX_TEMPLATE_BYTES = 2 * 1024;

  private static final int MAX_QUOTED_BYTES = 256;
  private static final int SHORTEST_HEX = 8;
  private static final int SHORTEST_OPAQUE = 20;
  private static final int UUID = 36;
  private static final int DATE = 10;
  private static final int CLOCK = 8;

  private static final byte[] QUOTED = Bytes.of("<quoted>");
  private static final byte[] URL = Bytes.of("<url>");
  private static final byte[] EMAIL = Bytes.of("<email>");
  private static final byte[] ID = Bytes.of("<uuid>");
  private static final byte[] TIMESTAMP = Bytes.of("<timestamp>");
  private static final byte[] IP = Bytes.of("<ip>");
  private static final byte[] HEX = Bytes.of("<hex>");
  private static final byte[] DURATION = Bytes.of("<duration>");
  private static final byte[] NUMBER = Bytes.of("<number>");
  private static final byte[] OPAQUE = Bytes.of("<id>");
  private static final byte[] PATH = Bytes.of("<path>");
  private static final byte[] SCHEME = Bytes.of("://");

  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte QUOTE = 3;
  private static final byte SLASH = 4;
  private static final byte AT_SIGN = 5;
  private static final byte SPACE = 6;
  private static final byte[] CLASSES = classes();

  private byte[] out = new byte[4 * 1024];
  private int size;
  private byte[] bytes = {};
  private int to;
  private int at;

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int unit = 0; unit < 256; unit++) {
      if (Bytes.isLetter((byte) unit)) {
        classes[unit] = LETTER;
      } else if (Bytes.isDigit((byte) unit)) {
        classes[unit] = DIGIT;
      }
    }
    classes['"'] = QUOTE;
    classes['\''] = QUOTE;
    classes['`'] = QUOTE;
    classes['/'] = SLASH;
    classes['@'] = AT_SIGN;
    classes[' '] = SPACE;
    classes['\t'] = SPACE;
    return classes;
  }

  /// The template is then in [#bytes], up to the size that is returned.
  int write(byte[] source, int from, int sourceTo) {
    bytes = source;
    to = Math.min(sourceTo, from + MAX_TEMPLATE_BYTES);
    at = from;
    size = 0;
    while (at < to) {
      byte unit = bytes[at];
      switch (CLASSES[unit & 0xFF]) {
        case LETTER, DIGIT -> word(from);
        case QUOTE -> quoted(from);
        case SLASH -> path(from);
        case AT_SIGN -> email();
        case SPACE -> blank();
        default -> put(unit);
      }
    }
    while (size > 0 && out[size - 1] == ' ') {
      size--;
    }
    return size;
  }

  byte[] bytes() {
    return out;
  }

  private void put(byte unit) {
    room(1);
    out[size++] = unit;
    at++;
  }

  /// Widths of columns vary with the values in them.
  private void blank() {
    if (size > 0 && out[size - 1] != ' ') {
      room(1);
      out[size++] = ' ';
    }
    at++;
  }

  private void mask(byte[] name, int next) {
    room(name.length);
    System.arraycopy(name, 0, out, size, name.length);
    size += name.length;
    at = next;
  }

  private void room(int more) {
    if (size + more > out.length) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
  }

  private void quoted(int from) {
    byte quote = bytes[at];
    boolean opens = at == from || !Bytes.isWord(bytes[at - 1]);
    int limit = Math.min(to, at + MAX_QUOTED_BYTES);
    for (int end = at + 1; opens && end < limit && bytes[end] != '\n'; end++) {
      if (bytes[end] == quote && (end + 1 == to || !Bytes.isWord(bytes[end + 1]))) {
        mask(QUOTED, end + 1);
        return;
      }
    }
    put(quote);
  }

  private void path(int from) {
    boolean begins =
        at == from
            || !(Bytes.isWord(bytes[at - 1]) || bytes[at - 1] == '/' || bytes[at - 1] == '>');
    int end = begins ? pathEnd(at) : at;
    if (end - at < 2) {
      put(bytes[at]);
      return;
    }
    while (size > 0 && (out[size - 1] == '.' || out[size - 1] == '~')) {
      size--;
    }
    mask(PATH, end);
  }

  private int pathEnd(int from) {
    int end = from;
    while (end < to && isPathUnit(bytes[end])) {
      end++;
    }
    while (end > from && (bytes[end - 1] == '.' || bytes[end - 1] == ',')) {
      end--;
    }
    return end;
  }

  private static boolean isPathUnit(byte unit) {
    return switch (unit) {
      case ' ',
          '\t',
          '\n',
          '\r',
          '"',
          '\'',
          '`',
          ':',
          ';',
          ',',
          ')',
          '(',
          ']',
          '[',
          '>',
          '<',
          '|' ->
          false;
      default -> true;
    };
  }

  /// The part before the sign is already written.
  private void email() {
    int end = at + 1;
    int dot = -1;
    while (end < to && (Bytes.isWord(bytes[end]) || bytes[end] == '.' || bytes[end] == '-')) {
      dot = bytes[end] == '.' && end + 1 < to && Bytes.isWord(bytes[end + 1]) ? end : dot;
      end++;
    }
    int local = size;
    while (local > 0 && isLocal(out[local - 1])) {
      local--;
    }
    if (dot < 0 || local == size) {
      put(bytes[at]);
      return;
    }
    while (bytes[end - 1] == '.') {
      end--;
    }
    size = local;
    mask(EMAIL, end);
  }

  private static boolean isLocal(byte unit) {
    return Bytes.isWord(unit)
        || unit == '.'
        || unit == '+'
        || unit == '-'
        || unit == '<'
        || unit == '>';
  }

  /// Letters and digits, the first after something else.
  private void word(int from) {
    int wordFrom = at;
    int end = at;
    int digits = 0;
    boolean isHex = true;
    while (end < to) {
      byte unit = bytes[end];
      byte kind = CLASSES[unit & 0xFF];
      if (kind == DIGIT) {
        digits++;
      } else if (kind == LETTER) {
        isHex &= (unit | 0x20) <= 'f';
      } else {
        break;
      }
      end++;
    }
    int length = end - wordFrom;
    boolean startsWithDigit = Bytes.isDigit(bytes[wordFrom]);
    if (isHex && length == 8 && isUuid(wordFrom)) {
      mask(ID, wordFrom + UUID);
    } else if (startsWithDigit) {
      number(wordFrom, end, isHex && digits < length && length >= SHORTEST_HEX);
    } else if (end + 2 < to && bytes[end] == ':' && Bytes.starts(bytes, end, to, SCHEME)) {
      url(end);
    } else if (digits == 0) {
      copy(wordFrom, end, from);
    } else if (isHex && length >= SHORTEST_HEX) {
      mask(HEX, end);
    } else if (length >= SHORTEST_OPAQUE) {
      mask(OPAQUE, end);
    } else {
      copy(wordFrom, end, from);
    }
  }

  private void copy(int from, int end, int begin) {
    if (isHexGroup(from, end) && isIpv6(from) && (from == begin || bytes[from - 1] != ':')) {
      return;
    }
    int length = end - from;
    room(length);
    System.arraycopy(bytes, from, out, size, length);
    size += length;
    at = end;
  }

  private boolean isHexGroup(int from, int end) {
    return end < to && bytes[end] == ':' && end - from <= 4;
  }

  private void url(int from) {
    int end = from + SCHEME.length;
    while (end < to && isUrlUnit(bytes[end])) {
      end++;
    }
    while (bytes[end - 1] == '.' || bytes[end - 1] == ',' || bytes[end - 1] == ':') {
      end--;
    }
    mask(URL, end);
  }

  private static boolean isUrlUnit(byte unit) {
    return switch (unit) {
      case ' ', '\t', '\n', '\r', '"', '\'', '`', '<', '>', ')', ']', '|' -> false;
      default -> true;
    };
  }

  private boolean isUuid(int from) {
    if (to - from < UUID || (to - from > UUID && Bytes.isWord(bytes[from + UUID]))) {
      return false;
    }
    for (int place = 0; place < UUID; place++) {
      byte unit = bytes[from + place];
      boolean isDash = place == 8 || place == 13 || place == 18 || place == 23;
      if (isDash ? unit != '-' : !isHexDigit(unit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexDigit(byte unit) {
    return Bytes.isDigit(unit) || ((unit | 0x20) >= 'a' && (unit | 0x20) <= 'f');
  }

  private void number(int from, int end, boolean isHex) {
    if (isDate(from)) {
      mask(TIMESTAMP, timestampEnd(from));
    } else if (isClock(from)) {
      mask(TIMESTAMP, fractionEnd(from + CLOCK));
    } else if (isHexGroup(from, end) && isIpv6(from)) {
      return;
    } else if (isHex || (end - from > 2 && bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x')) {
      mask(HEX, end);
    } else {
      decimal(from);
    }
  }

  /// A number with all its dots and commas; four small ones with dots are an address, one with a
  /// unit of time a duration.
  private void decimal(int from) {
    int end = from;
    int dots = 0;
    while (end < to && (Bytes.isDigit(bytes[end]) || isInnerPoint(end))) {
      dots += bytes[end] == '.' ? 1 : 0;
      end++;
    }
    if (dots == 3 && end - from <= 15) {
      boolean hasPort = end + 1 < to && bytes[end] == ':' && Bytes.isDigit(bytes[end + 1]);
      mask(IP, hasPort ? digitsEnd(end + 1) : end);
      return;
    }
    int unitEnd = end;
    while (unitEnd < to && CLASSES[bytes[unitEnd] & 0xFF] == LETTER) {
      unitEnd++;
    }
    if (unitEnd == end || !isTimeUnit(end, unitEnd)) {
      mask(NUMBER, end);
      tail();
    } else {
      boolean goesOn = unitEnd < to && Bytes.isDigit(bytes[unitEnd]);
      mask(DURATION, unitEnd);
      if (goesOn) {
        size -= DURATION.length;
        decimal(unitEnd);
      }
    }
  }

  /// Letters and digits that are stuck to a number, as in `10KiB` and `3rd`, stay.
  private void tail() {
    while (at < to && Bytes.isWord(bytes[at])) {
      put(bytes[at]);
    }
  }

  private boolean isInnerPoint(int here) {
    return (bytes[here] == '.' || bytes[here] == ',')
        && here + 1 < to
        && Bytes.isDigit(bytes[here + 1]);
  }

  private boolean isTimeUnit(int from, int end) {
    int length = end - from;
    byte first = bytes[from];
    return switch (length) {
      case 1 -> first == 's' || first == 'm' || first == 'h' || first == 'd';
      case 2 -> bytes[from + 1] == 's' && (first == 'm' || first == 'u' || first == 'n');
      case 3 ->
          Bytes.starts(bytes, from, end, Bytes.of("min"))
              || Bytes.starts(bytes, from, end, Bytes.of("sec"));
      default -> false;
    };
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < to && Bytes.isDigit(bytes[end])) {
      end++;
    }
    return end;
  }

  private boolean isDate(int from) {
    return to - from >= DATE
        && (bytes[from + 4] == '-' || bytes[from + 4] == '/')
        && bytes[from + 7] == bytes[from + 4]
        && areDigits(from, 4)
        && areDigits(from + 5, 2)
        && areDigits(from + 8, 2);
  }

  private boolean isClock(int from) {
    return to - from >= CLOCK
        && bytes[from + 2] == ':'
        && bytes[from + 5] == ':'
        && areDigits(from, 2)
        && areDigits(from + 3, 2)
        && areDigits(from + 6, 2);
  }

  private boolean areDigits(int from, int count) {
    for (int here = from; here < from + count; here++) {
      if (!Bytes.isDigit(bytes[here])) {
        return false;
      }
    }
    return true;
  }

  private int timestampEnd(int from) {
    int clock = from + DATE + 1;
    boolean hasClock =
        clock < to && (bytes[clock - 1] == 'T' || bytes[clock - 1] == ' ') && isClock(clock);
    if (!hasClock) {
      return from + DATE;
    }
    int end = fractionEnd(clock + CLOCK);
    if (end < to && bytes[end] == 'Z') {
      return end + 1;
    }
    boolean hasZone =
        end + 4 < to && (bytes[end] == '+' || bytes[end] == '-') && areDigits(end + 1, 2);
    return hasZone ? digitsEnd(bytes[end + 3] == ':' ? end + 4 : end + 3) : end;
  }

  private int fractionEnd(int from) {
    return from < to && isInnerPoint(from) ? digitsEnd(from + 1) : from;
  }

  /// Masks an IPv6 address that begins there: groups of hex digits and at least two colons, of
  /// which two stand together unless there are eight groups.
  private boolean isIpv6(int from) {
    int end = from;
    int colons = 0;
    boolean isShort = false;
    while (end < to && colons <= 7 && (isHexDigit(bytes[end]) || bytes[end] == ':')) {
      if (bytes[end] == ':') {
        colons++;
        isShort |= end > from && bytes[end - 1] == ':';
      }
      end++;
    }
    boolean isAddress =
        colons <= 7
            && (colons == 7 || (isShort && colons >= 2))
            && (end == to || !Bytes.isWord(bytes[end]));
    if (isAddress) {
      mask(IP, end);
    }
    return isAddress;
  }
}
