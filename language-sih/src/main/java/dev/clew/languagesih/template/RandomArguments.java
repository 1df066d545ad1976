package dev.clew.languagesih.template;

import dev.clew.core.Nearest;
import dev.clew.languagesih.template.Reference.Random.Draw;
import dev.clew.languagesih.value.CharacterSet;
import dev.clew.languagesih.value.DateFormat;
import dev.clew.languagesih.value.Moments;
import dev.clew.languagesih.value.TimeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `rand:` takes, by the place of the argument: literal ones are checked when they are read,
/// values of tokens when they are drawn with.
public final class RandomArguments {
  /// `rand.text`: the longest text that is drawn.
  public static final int MAX_TEXT_CHARS = 10_000;

  public static final long DEFAULT_MIN = 1;
  public static final long DEFAULT_MAX = 100;
  public static final int DEFAULT_TEXT_CHARS = 16;

  private static final int FORMAT = 2;

  private RandomArguments() {}

  /// @param what is wrong, without the text
  /// @param offset in the argument's text
  public record Fault(String what, int offset, @Nullable String suggestion) {}

  static @Nullable Draw draw(String word) {
    for (Draw draw : Draw.values()) {
      if (draw.word().equalsIgnoreCase(word)) {
        return draw;
      }
    }
    return null;
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Draw draw : Draw.values()) {
      words.add(draw.word());
    }
    return words;
  }

  /// How a call is written, with everything that it takes.
  static String form(Draw draw) {
    String arguments =
        switch (draw) {
          case NUMBER -> "min, max";
          case TEXT -> "length, 'alnum'";
          case GUID, ULID -> "";
          case DATE, DATETIME, TIME -> "from, to, 'format'";
        };
    return "rand:" + draw.word() + "(" + arguments + ")";
  }

  static int max(Draw draw) {
    return switch (draw) {
      case NUMBER, TEXT -> 2;
      case GUID, ULID -> 0;
      case DATE, DATETIME, TIME -> FORMAT + 1;
    };
  }

  /// Null for what has none.
  public static @Nullable TimeKind kind(Draw draw) {
    return switch (draw) {
      case DATE -> TimeKind.DATE;
      case DATETIME -> TimeKind.DATE_TIME;
      case TIME -> TimeKind.TIME;
      case NUMBER, TEXT, GUID, ULID -> null;
    };
  }

  /// Null when the text is what the argument of that index must be.
  public static @Nullable Fault fault(Draw draw, int index, String text) {
    return switch (draw) {
      case NUMBER -> whole(text) == null ? fault("is not a whole number") : null;
      case TEXT -> index == 0 ? length(text) : characterSet(text);
      case GUID, ULID -> fault("is not expected");
      case DATE -> moment(TimeKind.DATE, index, text);
      case DATETIME -> moment(TimeKind.DATE_TIME, index, text);
      case TIME -> moment(TimeKind.TIME, index, text);
    };
  }

  /// The number; null when it is not whole or does not fit 64 bits.
  public static @Nullable Long whole(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Fault length(String text) {
    Long length = whole(text);
    return length == null || length < 0 || length > MAX_TEXT_CHARS
        ? fault("is not a length from 0 to " + MAX_TEXT_CHARS)
        : null;
  }

  private static @Nullable Fault characterSet(String text) {
    return CharacterSet.of(text.strip()) == null
        ? new Fault("is not a character set", 0, Nearest.to(text.strip(), CharacterSet.words()))
        : null;
  }

  private static @Nullable Fault moment(TimeKind kind, int index, String text) {
    if (index == FORMAT) {
      return DateFormat.parse(text, kind) instanceof DateFormat.Parsed.Fault fault
          ? new Fault("is not a .NET format: " + fault.what(), fault.offset(), fault.suggestion())
          : null;
    }
    return Moments.parse(kind, text) == null
        ? fault("is not a " + kind.token() + " such as " + kind.example())
        : null;
  }

  private static Fault fault(String what) {
    return new Fault(what, 0, null);
  }
}
