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

  private record Known(byte[] bytes, Template template) {}

  private final Masks masks = new Masks();
  private final @Nullable Known[] known = new Known[REMEMBERED];

  /// @param bytes a message in UTF-8
  public Template of(byte[] bytes, int from, int to) {
    int size = masks.write(bytes, from, to);
    int slot = hash(masks.bytes(), size) & REMEMBERED - 1;
    Known last = known[slot];
    if (last != null
        && Arrays.equals(last.bytes(), 0, last.bytes().length, masks.bytes(), 0, size)) {
      return last.template();
    }
    byte[] copy = Arrays.copyOf(masks.bytes(), size);
    Known made = new Known(copy, template(new String(copy, StandardCharsets.UTF_8)));
    known[slot] = made;
    return made.template();
  }

  private static Template template(String text) {
    Json content = new Json.Arr(List.of(Json.of(Masks.VERSION), Json.of(text)));
    return new Template(text, Digest.ofJson("clew.template.v1", content).hex());
  }

  private static int hash(byte[] bytes, int size) {
    int hash = 0;
    for (int at = 0; at < size; at++) {
      hash = 31 * hash + bytes[at];
    }
    return hash ^ hash >>> 12 ^ hash >>> 24;
  }
}
