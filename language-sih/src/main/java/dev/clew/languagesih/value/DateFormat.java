package dev.clew.languagesih.value;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A .NET date and time format string in the invariant culture, as `DateTimeOffset`, `DateOnly` and
/// `TimeOnly` have it ("Standard" and "Custom date and time format strings" of the .NET
/// documentation). Immutable.
///
/// Stricter than .NET in one point: a letter that is no specifier has to be quoted, but for `T` and
/// `Z`. So `YYYY-MM-DD` is a mistake here and not the text `YYYY-01-DD`.
public final class DateFormat {
  private static final int MAX_FRACTION_DIGITS = 7;
  private static final int NANOS_PER_TICK = 100;
  private static final String DATE_SPECIFIERS = "dgMy/";
  private static final String TIME_SPECIFIERS = "fFhHmst:";
  private static final String ZONE_SPECIFIERS = "Kz";
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final int SHORT_NAME = 3;

  /// What came of a text.
  public sealed interface Parsed {
    record Format(DateFormat format) implements Parsed {}

    /// @param offset in UTF-16 units
    /// @param suggestion what was probably meant; null when there is no guess
    record Fault(int offset, String what, @Nullable String suggestion) implements Parsed {}
  }

  /// A specifier with its repetitions, or literal text.
  private record Piece(char specifier, int count, String literal) {
    static Piece literal(String text) {
      return new Piece('\0', 0, text);
    }
  }

  private final List<Piece> pieces;
  private final boolean inUtc;

  private DateFormat(List<Piece> pieces, boolean inUtc) {
    this.pieces = List.copyOf(pieces);
    this.inUtc = inUtc;
  }

  /// The default of the kind when the text is blank.
  public static Parsed parse(String text, TimeKind kind) {
    String written = text.isBlank() ? kind.defaultFormat() : text;
    if (written.length() > 1) {
      return new Parser(written, kind).custom(false);
    }
    char letter = written.charAt(0);
    String pattern = standard(letter, kind);
    if (pattern == null) {
      return new Parsed.Fault(
          0, "'" + letter + "' is not a standard format of a " + kind.word(), null);
    }
    boolean inUtc = letter == 'r' || letter == 'R' || letter == 'u';
    return new Parser(pattern, kind).custom(inUtc && kind == TimeKind.DATE_TIME);
  }

  /// The format that a value has when none is written.
  public static DateFormat of(TimeKind kind) {
    return known(kind.defaultFormat(), kind);
  }

  /// As [#parse], of a text that was checked before.
  ///
  /// @throws IllegalArgumentException when it is not a format
  public static DateFormat known(String text, TimeKind kind) {
    return switch (parse(text, kind)) {
      case Parsed.Format parsed -> parsed.format();
      case Parsed.Fault fault -> throw new IllegalArgumentException(text + ": " + fault.what());
    };
  }

  private static @Nullable String standard(char letter, TimeKind kind) {
    return switch (kind) {
      case DATE_TIME ->
          switch (letter) {
            case 'f' -> "dddd, dd MMMM yyyy HH:mm";
            case 'F' -> "dddd, dd MMMM yyyy HH:mm:ss";
            case 'g' -> "MM/dd/yyyy HH:mm";
            case 'G' -> "MM/dd/yyyy HH:mm:ss";
            case 'O', 'o' -> "yyyy-MM-ddTHH:mm:ss.fffffffzzz";
            case 'R', 'r' -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
            case 's' -> "yyyy-MM-ddTHH:mm:ss";
            case 'u' -> "yyyy-MM-dd HH:mm:ssZ";
            default -> {
              String date = standardDate(letter);
              yield date == null ? standardTime(letter) : date;
            }
          };
      case DATE ->
          switch (letter) {
            case 'O', 'o' -> "yyyy-MM-dd";
            case 'R', 'r' -> "ddd, dd MMM yyyy";
            default -> standardDate(letter);
          };
      case TIME ->
          switch (letter) {
            case 'O', 'o' -> "HH:mm:ss.fffffff";
            case 'R', 'r' -> "HH:mm:ss";
            default -> standardTime(letter);
          };
    };
  }

  private static @Nullable String standardDate(char letter) {
    return switch (letter) {
      case 'd' -> "MM/dd/yyyy";
      case 'D' -> "dddd, dd MMMM yyyy";
      case 'M', 'm' -> "MMMM dd";
      case 'Y', 'y' -> "yyyy MMMM";
      default -> null;
    };
  }

  private static @Nullable String standardTime(char letter) {
    return switch (letter) {
      case 't' -> "HH:mm";
      case 'T' -> "HH:mm:ss";
      default -> null;
    };
  }

  /// @param moment of a date or a time only those parts are looked at
  public String format(OffsetDateTime moment) {
    OffsetDateTime shown = inUtc ? moment.withOffsetSameInstant(ZoneOffset.UTC) : moment;
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      append(piece, shown, out);
    }
    return out.toString();
  }

  private static void append(Piece piece, OffsetDateTime moment, StringBuilder out) {
    int count = piece.count();
    switch (piece.specifier()) {
      case 'd' -> {
        if (count > 2) {
          name(DAYS[moment.getDayOfWeek().getValue() - 1], count, out);
        } else {
          digits(moment.getDayOfMonth(), count, out);
        }
      }
      case 'M' -> {
        if (count > 2) {
          name(MONTHS[moment.getMonthValue() - 1], count, out);
        } else {
          digits(moment.getMonthValue(), count, out);
        }
      }
      case 'y' -> digits(count > 2 ? moment.getYear() : moment.getYear() % 100, count, out);
      case 'g' -> out.append("A.D.");
      case 'H' -> digits(moment.getHour(), Math.min(count, 2), out);
      case 'h' -> digits((moment.getHour() + 11) % 12 + 1, Math.min(count, 2), out);
      case 'm' -> digits(moment.getMinute(), Math.min(count, 2), out);
      case 's' -> digits(moment.getSecond(), Math.min(count, 2), out);
      case 't' -> out.append(moment.getHour() < 12 ? "AM" : "PM", 0, Math.min(count, 2));
      case 'f' -> out.append(fraction(moment), 0, count);
      case 'F' -> shortFraction(fraction(moment).substring(0, count), out);
      case 'K' -> zone(moment.getOffset(), 3, out);
      case 'z' -> zone(moment.getOffset(), count, out);
      case ':', '/' -> out.append(piece.specifier());
      default -> out.append(piece.literal());
    }
  }

  private static void name(String name, int count, StringBuilder out) {
    out.append(name, 0, count == SHORT_NAME ? SHORT_NAME : name.length());
  }

  private static void digits(int value, int width, StringBuilder out) {
    String digits = Integer.toString(value);
    out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private static String fraction(OffsetDateTime moment) {
    StringBuilder out = new StringBuilder();
    digits(moment.getNano() / NANOS_PER_TICK, MAX_FRACTION_DIGITS, out);
    return out.toString();
  }

  /// Zeros at the end are left out, and then a point in front of nothing is too.
  private static void shortFraction(String digits, StringBuilder out) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (end == 0 && !out.isEmpty() && out.charAt(out.length() - 1) == '.') {
      out.setLength(out.length() - 1);
    }
    out.append(digits, 0, end);
  }

  private static void zone(ZoneOffset offset, int count, StringBuilder out) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    out.append(offset.getTotalSeconds() < 0 ? '-' : '+');
    digits(minutes / 60, Math.min(count, 2), out);
    if (count > 2) {
      out.append(':');
      digits(minutes % 60, 2, out);
    }
  }

  /// Reads a custom format from left to right.
  private static final class Parser {
    private final String text;
    private final TimeKind kind;
    private final List<Piece> pieces = new ArrayList<>();

    Parser(String text, TimeKind kind) {
      this.text = text;
      this.kind = kind;
    }

    Parsed custom(boolean inUtc) {
      int at = 0;
      while (at < text.length()) {
        char unit = text.charAt(at);
        if (isSpecifier(unit)) {
          int count = unit == 'K' || unit == ':' || unit == '/' ? 1 : repetitions(at);
          Parsed.Fault fault = specifierFault(at, unit, count);
          if (fault != null) {
            return fault;
          }
          pieces.add(new Piece(unit, count, ""));
          at += count;
        } else if (unit == '%') {
          if (at + 1 >= text.length() || !isSpecifier(text.charAt(at + 1))) {
            return fault(at, "a specifier is expected behind '%'", null);
          }
          Parsed.Fault fault = specifierFault(at + 1, text.charAt(at + 1), 1);
          if (fault != null) {
            return fault;
          }
          pieces.add(new Piece(text.charAt(at + 1), 1, ""));
          at += 2;
        } else if (unit == '\'' || unit == '"') {
          int end = quoted(at, unit);
          if (end < 0) {
            return fault(at, "the quote is not closed", null);
          }
          at = end;
        } else if (unit == '\\') {
          if (at + 1 >= text.length()) {
            return fault(at, "a character is expected behind '\\'", null);
          }
          pieces.add(Piece.literal(text.substring(at + 1, at + 2)));
          at += 2;
        } else if (isLetter(unit) && unit != 'T' && unit != 'Z') {
          return fault(
              at,
              "'" + unit + "' is not a specifier; put quotes around text in a format",
              meant(unit));
        } else {
          pieces.add(Piece.literal(String.valueOf(unit)));
          at++;
        }
      }
      return new Parsed.Format(new DateFormat(pieces, inUtc));
    }

    private int repetitions(int from) {
      int at = from;
      while (at < text.length() && text.charAt(at) == text.charAt(from)) {
        at++;
      }
      return at - from;
    }

    private Parsed.@Nullable Fault specifierFault(int at, char unit, int count) {
      if ((unit == 'f' || unit == 'F') && count > MAX_FRACTION_DIGITS) {
        return fault(at, "a fraction has at most " + MAX_FRACTION_DIGITS + " digits", null);
      }
      boolean known =
          switch (kind) {
            case DATE_TIME -> true;
            case DATE -> DATE_SPECIFIERS.indexOf(unit) >= 0;
            case TIME -> TIME_SPECIFIERS.indexOf(unit) >= 0;
          };
      return known ? null : fault(at, "a " + kind.word() + " has no '" + unit + "'", null);
    }

    /// The offset behind the closing quote; negative when there is none.
    private int quoted(int from, char quote) {
      StringBuilder literal = new StringBuilder();
      int at = from + 1;
      while (at < text.length() && text.charAt(at) != quote) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        literal.append(text.charAt(at++));
      }
      pieces.add(Piece.literal(literal.toString()));
      return at < text.length() ? at + 1 : -1;
    }

    private static boolean isSpecifier(char unit) {
      return DATE_SPECIFIERS.indexOf(unit) >= 0
          || TIME_SPECIFIERS.indexOf(unit) >= 0
          || ZONE_SPECIFIERS.indexOf(unit) >= 0;
    }

    private static boolean isLetter(char unit) {
      return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    /// What other languages write for it.
    private static @Nullable String meant(char unit) {
      return switch (unit) {
        case 'Y', 'u' -> "y";
        case 'D' -> "d";
        case 'S', 'n' -> "f";
        case 'a', 'A' -> "tt";
        case 'X', 'x' -> "zzz";
        default -> null;
      };
    }

    private static Parsed.Fault fault(int offset, String what, @Nullable String suggestion) {
      return new Parsed.Fault(offset, what, suggestion);
    }
  }
}
