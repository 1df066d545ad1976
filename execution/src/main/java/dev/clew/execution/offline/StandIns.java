package dev.clew.execution.offline;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values that stand for the secrets of a recording. A placeholder says the name and the length of
/// what it took the place of; a value of that length, always the same for that name, goes through
/// templates, encodings and the redactor as the secret did, and comes out as the same placeholder.
final class StandIns {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[redacted:([a-z0-9_.-]{1,40}) len=([0-9]{1,7})\\]");
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

  private StandIns() {}

  static boolean has(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  static String in(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(found -> of(found.group(1), Integer.parseInt(found.group(2))));
  }

  static Json in(Json value) {
    return switch (value) {
      case Json.Str text -> Json.of(in(text.value()));
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>(array.size());
        array.items().forEach(item -> items.add(in(item)));
        yield new Json.Arr(items);
      }
      case Json.Obj object -> {
        Json.Builder members = Json.object();
        object.members().forEach((name, member) -> members.put(name, in(member)));
        yield members.build();
      }
      case Json.Num number -> number;
      case Json.Bool bool -> bool;
      case Json.Null nothing -> nothing;
    };
  }

  /// Consonants, so that it is no word, no number and no hex digits.
  private static String of(String name, int length) {
    StringBuilder out = new StringBuilder(length);
    for (int block = 0; out.length() < length; block++) {
      String seed = "clew.stand_in.v1\0" + name + "\0" + length + "\0" + block;
      byte[] digest = hash(seed);
      for (int at = 0; at < digest.length && out.length() < length; at++) {
        out.append(LETTERS.charAt(Math.floorMod(digest[at], LETTERS.length())));
      }
    }
    return out.toString();
  }

  private static byte[] hash(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8))
        .hex()
        .getBytes(StandardCharsets.US_ASCII);
  }
}
