package dev.clew.ledgerfile;

import dev.clew.core.json.Json;
import dev.clew.core.run.StagePath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Texts that the rows of a run say again and again (kinds, stages, names of attributes), so that
/// they are held once. Not thread-safe.
final class Repeated {
  /// A power of two. What has the place of another takes it.
  private static final int PLACES = 1 << 11;

  /// A longer one is hardly ever said again.
  private static final int MAX_BYTES = 64;

  private final Json.@Nullable Str[] texts = new Json.@Nullable Str[PLACES];
  private final Map<String, StagePath> paths = new HashMap<>();

  /// @param hash as [String#hashCode] has it of these bytes, which are ASCII
  Json.Str text(byte[] body, int from, int to, int hash) {
    int place = (hash ^ hash >>> 11) & (PLACES - 1);
    Json.Str known = texts[place];
    if (known != null
        && known.value().hashCode() == hash
        && isText(known.value(), body, from, to)) {
      return known;
    }
    Json.Str text = Json.of(new String(body, from, to - from, StandardCharsets.ISO_8859_1));
    if (to - from <= MAX_BYTES) {
      texts[place] = text;
    }
    return text;
  }

  private static boolean isText(String text, byte[] body, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) != body[from + at]) {
        return false;
      }
    }
    return true;
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
}
