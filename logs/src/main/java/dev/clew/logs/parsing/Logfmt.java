package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.logs.framing.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a line of `key=value key="quoted value"` pairs that has a level or a message among them.
/// Not thread-safe.
final class Logfmt {
  private static final int MAX_PAIRS = 100;
  private static final int MAX_KEY_BYTES = 40;

  private final TimeReader clock;
  private int at;

  Logfmt(ZoneId zone) {
    clock = new TimeReader(zone);
  }

  /// Null when the line is something else.
  @Nullable Parsed read(byte[] bytes, int from, int to) {
    if (keyEnd(bytes, from, to) < 0) {
      return null;
    }
    Map<String, String> pairs = new HashMap<>();
    at = from;
    while (at < to && pairs.size() < MAX_PAIRS) {
      pair(bytes, to, pairs);
    }
    String level = first(pairs, FieldNames.LEVEL);
    String message = first(pairs, List.of("msg", "message"));
    if (level == null && message == null) {
      return null;
    }
    Severity severity = level == null ? null : Levels.of(level);
    return new Parsed(
        severity,
        time(pairs),
        from,
        new Parsed.Fields(
            message == null ? "" : message,
            first(pairs, FieldNames.ERROR),
            first(pairs, FieldNames.STACK),
            status(pairs)));
  }

  private void pair(byte[] bytes, int to, Map<String, String> pairs) {
    at = Bytes.skipBlanks(bytes, at, to);
    int keyTo = keyEnd(bytes, at, to);
    if (keyTo < 0) {
      while (at < to && bytes[at] != ' ') {
        at++;
      }
      return;
    }
    String key = new String(bytes, at, keyTo - at, StandardCharsets.US_ASCII);
    at = keyTo + 1;
    String value = at < to && bytes[at] == '"' ? quoted(bytes, to) : bare(bytes, to);
    pairs.putIfAbsent(key, value);
  }

  private String bare(byte[] bytes, int to) {
    int from = at;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return new String(bytes, from, at - from, StandardCharsets.UTF_8);
  }

  private String quoted(byte[] bytes, int to) {
    int from = ++at;
    boolean isEscaped = false;
    while (at < to && bytes[at] != '"') {
      if (bytes[at] == '\\') {
        isEscaped = true;
        at++;
      }
      at++;
    }
    at = Math.min(at, to);
    String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
    at++;
    return isEscaped ? text.replace("\\n", "\n").replace("\\\"", "\"") : text;
  }

  /// Where the `=` is; -1 when no key stands there.
  private static int keyEnd(byte[] bytes, int from, int to) {
    int limit = Math.min(to, from + MAX_KEY_BYTES);
    for (int here = from; here < limit; here++) {
      byte unit = bytes[here];
      if (unit == '=') {
        return here > from ? here : -1;
      }
      if (!Bytes.isWord(unit) && unit != '.' && unit != '@' && unit != '-') {
        return -1;
      }
    }
    return -1;
  }

  private @Nullable Timestamp time(Map<String, String> pairs) {
    String text = first(pairs, FieldNames.TIME);
    if (text == null) {
      return null;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return clock.read(bytes, 0, bytes.length) ? clock.time() : null;
  }

  private static @Nullable Integer status(Map<String, String> pairs) {
    String text = first(pairs, FieldNames.STATUS);
    boolean isStatus =
        text != null
            && text.length() == 3
            && text.charAt(0) >= '1'
            && text.charAt(0) <= '5'
            && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
    return isStatus ? Integer.valueOf(text) : null;
  }

  private static @Nullable String first(Map<String, String> pairs, List<String> names) {
    for (String name : names) {
      String value = pairs.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
