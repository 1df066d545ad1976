package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.plan.value.Display;
import org.jspecify.annotations.Nullable;

/// The JSON text around the tokens of a body. Where a token stands decides how its value is
/// written, so that no value can end a string or add a member.
public final class JsonSkeleton {
  /// Placeholders are private-use characters, so that two tokens that are two names are not one
  /// duplicate name.
  private static final char PLACEHOLDER = '\ue000';

  private static final int MARKS = 6000;

  private JsonSkeleton() {}

  /// The text as JSON with marks in the place of its tokens; null when it is not JSON, and when a
  /// token stands in the place of members that only a run knows.
  public static @Nullable Json sample(Template template) {
    JsonItems items = new JsonItems(template.parts());
    for (int index = 0; index < template.parts().size(); index++) {
      if (template.parts().get(index) instanceof Template.Part.Insert && items.isMembers(index)) {
        return null;
      }
    }
    try {
      return JsonText.parse(text(template, "\"" + PLACEHOLDER + "\""));
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }

  /// Whether the value of a sample is one that only a run knows.
  public static boolean isUnknown(Json sample) {
    return sample instanceof Json.Str text
        && text.value().chars().anyMatch(unit -> unit >= PLACEHOLDER && unit < PLACEHOLDER + MARKS);
  }

  /// Why the text is not JSON once its tokens are replaced; null when it is.
  public static @Nullable Fault fault(Template template) {
    try {
      JsonText.parse(text(template, " 0 "));
      return null;
    } catch (JsonText.Malformed e) {
      return new Fault(e.getMessage(), e.line());
    } catch (IllegalArgumentException e) {
      return new Fault("a number is out of range", 1);
    }
  }

  /// @param value what stands in the place of a token that is a value
  private static String text(Template template, String value) {
    StringBuilder out = new StringBuilder(template.text().length() + 16);
    Quotes quotes = new Quotes();
    JsonItems items = new JsonItems(template.parts());
    int inserts = 0;
    for (int index = 0; index < template.parts().size(); index++) {
      switch (template.parts().get(index)) {
        case Template.Part.Literal literal -> {
          out.append(literal.text());
          quotes.read(literal.text());
        }
        case Template.Part.Insert insert -> {
          if (quotes.areOpen()) {
            out.append((char) (PLACEHOLDER + inserts++ % MARKS));
          } else if (items.isMembers(index)) {
            out.append('"').append((char) (PLACEHOLDER + inserts++ % MARKS)).append("\":");
            out.append(value);
          } else {
            out.append(value);
          }
        }
      }
    }
    return out.toString();
  }

  /// @param line counted in the body, from 1
  public record Fault(@Nullable String what, int line) {}

  static void insert(Json value, boolean inString, StringBuilder out) {
    String bare = !inString && value instanceof Json.Str string ? bare(string.value()) : null;
    if (inString) {
      JsonWriter.escape(Display.text(value), out);
    } else if (bare != null) {
      out.append(bare);
    } else {
      out.append(JsonWriter.compact(value));
    }
  }

  /// Text that is JSON takes its type from where it is inserted: an input `5` becomes the number 5,
  /// and the text of a list becomes that list. It is one value, whatever is in it. Null when the
  /// text is not JSON.
  private static @Nullable String bare(String text) {
    String value = strip(text);
    if (value.isEmpty()) {
      return null;
    }
    boolean isJson =
        switch (value.charAt(0)) {
          case '{', '[', '"' -> isJson(value);
          case 't' -> value.equals("true");
          case 'f' -> value.equals("false");
          case 'n' -> value.equals("null");
          default -> value.length() <= JsonText.MAX_NUMBER_CHARS && Json.isNumber(value);
        };
    return isJson ? value : null;
  }

  /// Without the four characters that are space in JSON.
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }

  private static boolean isJson(String text) {
    try {
      JsonText.parse(text);
      return true;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  /// Follows whether a JSON string is open.
  static final class Quotes {
    private boolean open;
    private boolean escaped;

    boolean areOpen() {
      return open;
    }

    void read(String literal) {
      for (int at = 0; at < literal.length(); at++) {
        char unit = literal.charAt(at);
        if (escaped) {
          escaped = false;
        } else if (open && unit == '\\') {
          escaped = true;
        } else if (unit == '"') {
          open = !open;
        }
      }
    }
  }
}
