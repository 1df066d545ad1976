package dev.clew.redaction;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Seeded JSON in which secrets, names of secrets and text that looks like them are frequent.
final class RandomJson {
  private static final String[] NAMES = {
    "id", "token", "inputTokens", "password", "name", "value", "secret", "headers", "card",
    "number", "credentials", "code", "url", "x y", "a/b~c", "", "ключ", "value2"
  };
  private static final String[] PIECES = {
    "plain",
    " ",
    "token=",
    "password: ",
    "\"",
    "\\",
    "/",
    "&",
    "?code=",
    "#",
    "=",
    "%20",
    "+",
    "\n",
    "https://a:b@c/",
    "Bearer abc123def456",
    "[redacted:x len=1]",
    "[redacted:",
    "eyJ",
    "<token>",
    "<",
    ">",
    "&amp;",
    "\\u0041",
    "4111111111111111",
    "é漢😀",
    "-----BEGIN PRIVATE KEY-----",
    "]",
    "name=\"jwt\" value=\"",
    "Cookie: ",
    "--api-key ",
    "true",
    "12",
    "{",
    "}",
    "://",
    "@",
    ":",
    "'"
  };

  private static final List<Spelling> SPELLINGS = List.of(Spelling.values());

  private final Random random;
  private final List<String> secrets;

  RandomJson(Random random, List<String> secrets) {
    this.random = random;
    this.secrets = secrets;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    for (int left = random.nextInt(7); left > 0; left--) {
      if (random.nextInt(5) == 0) {
        String secret = secrets.get(random.nextInt(secrets.size()));
        out.append(SPELLINGS.get(random.nextInt(SPELLINGS.size())).of(secret));
      } else {
        out.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return out.toString();
  }

  Json.Obj object(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      String name = random.nextInt(4) == 0 ? text() : NAMES[random.nextInt(NAMES.length)];
      members.put(name, value(depth - 1));
    }
    return new Json.Obj(members);
  }

  private Json value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> Json.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L));
      case 3, 4, 5 -> Json.of(text());
      case 6 -> array(depth);
      default -> object(depth);
    };
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      items.add(value(depth - 1));
    }
    return new Json.Arr(items);
  }
}
