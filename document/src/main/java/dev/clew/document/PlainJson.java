package dev.clew.document;

import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads short JSON text without escapes, which is what most bodies are, at a fraction of what it
/// costs to set up a general parser. What is not like that, or not JSON at all, is left to the
/// general parser, which knows what to say about it: so this one has no errors. Not thread-safe.
final class PlainJson {
  /// Of longer text, the general parser reads more than it costs to set up.
  private static final int MAX_CHARS = 4_096;

  private static final int MAX_DEPTH = 32;

  private static final int MAX_MEMBERS = 64;

  /// A longer number may be over a limit or not be carried.
  private static final int MAX_DIGITS = 15;

  /// Stands where bytes were no UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private final String text;
  private int at;

  private PlainJson(String text) {
    this.text = text;
  }

  /// @param utf8 bytes that are no UTF-8 are left to the general parser
  /// @return null when it has to be read otherwise
  static @Nullable Json read(byte[] utf8) {
    return utf8.length > MAX_CHARS ? null : read(new String(utf8, StandardCharsets.UTF_8));
  }

  /// Null when it has to be read otherwise.
  static @Nullable Json read(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    PlainJson reader = new PlainJson(text);
    Json value = reader.value(0);
    return value != null && reader.skipped() < 0 ? value : null;
  }

  /// The next character that is no space; -1 at the end.
  private int skipped() {
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t') {
        return unit;
      }
      at++;
    }
    return -1;
  }

  private @Nullable Json value(int depth) {
    return switch (skipped()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> quoted();
      case 't' -> word("true", Json.TRUE);
      case 'f' -> word("false", Json.FALSE);
      case 'n' -> word("null", Json.NULL);
      default -> number();
    };
  }

  private @Nullable Json quoted() {
    String string = string();
    return string == null ? null : new Json.Str(string);
  }

  private @Nullable Json object(int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    at++;
    Json.Builder members = Json.object();
    List<String> names = new ArrayList<>();
    if (skipped() == '}') {
      at++;
      return members.build();
    }
    while (true) {
      String name = skipped() == '"' ? string() : null;
      boolean isOther = name != null && names.size() < MAX_MEMBERS && !names.contains(name);
      if (name == null || !isOther || skipped() != ':') {
        return null;
      }
      at++;
      Json value = value(depth);
      if (value == null) {
        return null;
      }
      names.add(name);
      members.put(name, value);
      int next = skipped();
      at++;
      if (next == '}') {
        return members.build();
      }
      if (next != ',') {
        return null;
      }
    }
  }

  private @Nullable Json array(int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    at++;
    List<Json> items = new ArrayList<>();
    if (skipped() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      Json item = value(depth);
      if (item == null) {
        return null;
      }
      items.add(item);
      int next = skipped();
      at++;
      if (next == ']') {
        return new Json.Arr(items);
      }
      if (next != ',') {
        return null;
      }
    }
  }

  /// Null when it has an escape, a control character or no end.
  private @Nullable String string() {
    int from = at + 1;
    for (int end = from; end < text.length(); end++) {
      char unit = text.charAt(end);
      if (unit == '"') {
        at = end + 1;
        return text.substring(from, end);
      }
      if (unit == '\\' || unit < ' ' || Character.isSurrogate(unit) || unit == REPLACEMENT) {
        return null;
      }
    }
    return null;
  }

  private @Nullable Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      return null;
    }
    at += word.length();
    return value;
  }

  private @Nullable Json number() {
    int from = at;
    while (at < text.length() && at - from <= MAX_DIGITS && isOfNumber(text.charAt(at))) {
      at++;
    }
    String number = text.substring(from, at);
    return at - from <= MAX_DIGITS && Json.isNumber(number) ? new Json.Num(number) : null;
  }

  private static boolean isOfNumber(char unit) {
    return (unit >= '0' && unit <= '9') || unit == '-' || unit == '.';
  }
}
