package dev.clew.ledgerfile.row;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rows of a run say again and again (kinds, stages, names of attributes), so that it is
/// held once: of each, the one that was said last of those that have the same place. Not
/// thread-safe.
final class Repeated {
  /// A power of two.
  private static final int PLACES = 1 << 11;

  private final Json.@Nullable Str[] texts = new Json.@Nullable Str[PLACES];
  private final Json.@Nullable Num[] numbers = new Json.@Nullable Num[PLACES];
  private final String[] @Nullable [] names = new String[PLACES] @Nullable [];
  private final Map<String, StagePath> paths = new HashMap<>();
  private String timeText = "";
  private @Nullable Timestamp time;

  /// @param hash as [String#hashCode] has it of these bytes, which are ASCII
  Json.Str text(byte[] body, int from, int to, int hash) {
    Json.Str known = texts[place(hash)];
    if (known == null || !isText(known.value(), body, from, to)) {
      known = Json.of(ascii(body, from, to));
      texts[place(hash)] = known;
    }
    return known;
  }

  /// @param hash as [String#hashCode] has it of these bytes
  /// @throws IllegalArgumentException when they are no number
  Json.Num number(byte[] body, int from, int to, int hash) {
    Json.Num known = numbers[place(hash)];
    if (known == null || !isText(known.text(), body, from, to)) {
      known = new Json.Num(ascii(body, from, to));
      numbers[place(hash)] = known;
    }
    return known;
  }

  /// The first of these names of members.
  String[] names(String[] all, int count) {
    int place = place(count == 0 ? 0 : 31 * all[0].hashCode() + all[count - 1].hashCode() + count);
    String[] known = names[place];
    if (known == null || !Arrays.equals(known, 0, known.length, all, 0, count)) {
      known = Arrays.copyOf(all, count);
      names[place] = known;
    }
    return known;
  }

  /// @throws IllegalArgumentException when the text is not the display form of a path
  StagePath path(String text) {
    StagePath known = paths.get(text);
    if (known == null) {
      known = StagePath.parse(text);
      paths.put(text, known);
    }
    return known;
  }

  /// @throws IllegalArgumentException when the text is no time
  Timestamp time(String text) {
    Timestamp known = time;
    if (known == null || !timeText.equals(text)) {
      known = Timestamp.parse(text);
      time = known;
      timeText = text;
    }
    return known;
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 11) & (PLACES - 1);
  }

  /// From the end, where texts that are not the same are different.
  private static boolean isText(String text, byte[] body, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    int left = text.length();
    while (left > 0 && text.charAt(left - 1) == body[from + left - 1]) {
      left--;
    }
    return left == 0;
  }

  private static String ascii(byte[] body, int from, int to) {
    return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
