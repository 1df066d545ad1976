package dev.clew.workflow.template;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.template.Template.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text that stands alone between the brackets or commas of a JSON list, `[{{input.ids}}]`, can be
/// several of its items, `1,2,3`, as in SIH. It is read as a list by itself, so that it cannot end
/// the list around it.
record JsonItems(List<Part> parts) {
  /// The text to insert for the token at that index; null when it is one value like every other.
  @Nullable String at(int index, Json value) {
    if (!(value instanceof Json.Str string)
        || index == 0
        || index + 1 >= parts.size()
        || !(parts.get(index - 1) instanceof Part.Literal before)
        || !(parts.get(index + 1) instanceof Part.Literal behind)) {
      return null;
    }
    char open = last(before.text().stripTrailing());
    char close = first(behind.text().stripLeading());
    boolean isItem = (open == '[' || open == ',') && (close == ']' || close == ',');
    if (!isItem || !isInList(index)) {
      return null;
    }
    String text = string.value().strip();
    if (text.isEmpty()) {
      return open == '[' && close == ']' ? "" : null;
    }
    return isSeveral(text) ? text : null;
  }

  private static boolean isSeveral(String text) {
    try {
      return JsonText.parse("[" + text + "]") instanceof Json.Arr list && list.size() > 1;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether the innermost bracket that is open there is that of a list.
  private boolean isInList(int index) {
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
    return !open.isEmpty() && last(open) == '[';
  }

  private static char last(CharSequence text) {
    return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
  }

  private static char first(String text) {
    return text.isEmpty() ? '\0' : text.charAt(0);
  }
}
