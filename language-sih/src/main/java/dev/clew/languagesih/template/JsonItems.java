package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.languagesih.template.Template.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text that stands alone between the brackets or commas of a JSON list, `[{{input.ids}}]`, can be
/// several of its items, `1,2,3`; and between the braces or commas of an object, `{"id": 7,
/// {{input.more}}}`, its members, `"a": 1, "b": 2`; as in SIH. It is read as a list or an object by
/// itself, so that it cannot end the one around it.
record JsonItems(List<Part> parts) {
  /// Where a token stands alone.
  ///
  /// @param around the bracket or brace that is open around it
  /// @param only whether nothing else is between that and its end
  private record Stand(char around, boolean only) {}

  /// The text to insert for the token at that index; null when it is one value like every other.
  @Nullable String at(int index, Json value) {
    Stand stand = value instanceof Json.Str ? stand(index) : null;
    if (stand == null || !(value instanceof Json.Str string)) {
      return null;
    }
    String text = string.value().strip();
    if (text.isEmpty()) {
      return stand.only() ? "" : null;
    }
    return (stand.around() == '[' ? isSeveral(text) : areMembers(text)) ? text : null;
  }

  /// Whether the token at that index stands in the place of members of an object.
  boolean isMembers(int index) {
    Stand stand = stand(index);
    return stand != null && stand.around() == '{';
  }

  /// Null when it does not stand alone between brackets, braces or commas.
  private @Nullable Stand stand(int index) {
    if (index == 0
        || index + 1 >= parts.size()
        || !(parts.get(index - 1) instanceof Part.Literal before)
        || !(parts.get(index + 1) instanceof Part.Literal behind)) {
      return null;
    }
    char open = last(before.text().stripTrailing());
    char close = first(behind.text().stripLeading());
    if ("[{,".indexOf(open) < 0 || "]},".indexOf(close) < 0) {
      return null;
    }
    char around = around(index);
    char end = around == '[' ? ']' : '}';
    boolean isPart = (open == around || open == ',') && (close == end || close == ',');
    return around != '\0' && isPart ? new Stand(around, open == around && close == end) : null;
  }

  private static boolean areMembers(String text) {
    try {
      return JsonText.parse("{" + text + "}") instanceof Json.Obj;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSeveral(String text) {
    try {
      return JsonText.parse("[" + text + "]") instanceof Json.Arr list && list.size() > 1;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  /// The innermost bracket or brace that is open there; NUL when none is.
  private char around(int index) {
    JsonSkeleton.Quotes quotes = new JsonSkeleton.Quotes();
    StringBuilder open = new StringBuilder();
    for (Part part : parts.subList(0, index)) {
      if (part instanceof Part.Literal literal) {
        for (int at = 0; at < literal.text().length(); at++) {
          char unit = literal.text().charAt(at);
          quotes.read(String.valueOf(unit));
          if (!quotes.areOpen() && (unit == '[' || unit == '{')) {
            open.append(unit);
          } else if (!quotes.areOpen() && (unit == ']' || unit == '}') && !open.isEmpty()) {
            open.setLength(open.length() - 1);
          }
        }
      }
    }
    return last(open);
  }

  private static char last(CharSequence text) {
    return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
  }

  private static char first(String text) {
    return text.isEmpty() ? '\0' : text.charAt(0);
  }
}
