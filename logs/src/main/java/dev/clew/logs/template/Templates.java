package dev.clew.logs.template;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives messages their templates. Remembers the newest, because programs say the same things again
/// and again; what it remembers changes nothing but the time. Not thread-safe.
public final class Templates {
  private static final int REMEMBERED = 4096;

  private final Masks masks = new Masks();
  private final byte[][] texts = new byte[REMEMBERED][];
  private final @Nullable LineTemplate[] known = new LineTemplate[REMEMBERED];

  /// @param bytes a message in UTF-8
  public LineTemplate of(byte[] bytes, int from, int to) {
    int size = masks.write(bytes, from, to);
    int slot = hash(masks.bytes(), size) & REMEMBERED - 1;
    LineTemplate last = known[slot];
    if (last != null && Arrays.equals(texts[slot], 0, texts[slot].length, masks.bytes(), 0, size)) {
      return last;
    }
    texts[slot] = Arrays.copyOf(masks.bytes(), size);
    LineTemplate made = template(new String(texts[slot], StandardCharsets.UTF_8));
    known[slot] = made;
    return made;
  }

  private static LineTemplate template(String text) {
    Json content = new Json.Arr(List.of(Json.of(Masks.VERSION), Json.of(text)));
    return new LineTemplate(text, Digest.ofJson("clew.template.v1", content).hex());
  }

  private static int hash(byte[] bytes, int size) {
    int hash = 0;
    for (int at = 0; at < size; at++) {
      hash = 31 * hash + bytes[at];
    }
    return hash ^ hash >>> 12 ^ hash >>> 24;
  }
}
