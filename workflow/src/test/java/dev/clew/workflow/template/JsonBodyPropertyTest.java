package dev.clew.workflow.template;

import static dev.clew.workflow.TestValues.json;
import static dev.clew.workflow.TestValues.scope;
import static dev.clew.workflow.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the values are, the body is JSON and holds exactly them.
class JsonBodyPropertyTest {
  private static final String[] HOSTILE = {
    "\"", "\\", "\\\"", "}", "{", "{{input.b}}", "\n", "\u0000", "\u2028", "😀", "\ud800",
        "\"},\"x\":{",
    "1", "-0", "1e5", "007", "true", "null", "nulls", ",", "]", " ", "é", "\ue000"
  };

  @Test
  void json_hostileValues_areInsertedExactly() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("JsonBodyPropertyTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      Json first = value(random, 3);
      Json second = value(random, 3);
      Map<String, Json> inputs = new LinkedHashMap<>();
      inputs.put("a", first);
      inputs.put("b", second);
      String body =
          Rendering.json(
                  template(
                      "{\"in\":\"<{{input.a}}|{{input.b}}>\",\"key{{input.b}}\":1,\"out\":[{{input.a}},"
                          + " {{ input.b }}]}"),
                  scope(inputs),
                  "body")
              .value();
      Json.Obj expected =
          Json.object()
              .put("in", "<" + Display.text(first) + "|" + Display.text(second) + ">")
              .put("key" + Display.text(second), 1)
              .put("out", java.util.List.of(typed(first), typed(second)))
              .build();
      assertThat(json(body)).as("seed %s round %s", seed, round).isEqualTo(expected);
    }
  }

  /// Outside of quotes, text that is a JSON number or word takes its type.
  private static Json typed(Json value) {
    if (value instanceof Json.Str string) {
      return switch (string.value()) {
        case "true" -> Json.TRUE;
        case "false" -> Json.FALSE;
        case "null" -> Json.NULL;
        default -> Json.isNumber(string.value()) ? new Json.Num(string.value()) : string;
      };
    }
    return value;
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Json.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 ->
          new Json.Num(
              random.nextInt(1000) + "." + random.nextInt(1000) + "E-" + random.nextInt(9));
      case 3, 4 -> Json.of(text(random));
      case 5 -> new Json.Arr(java.util.List.of(value(random, depth - 1), value(random, depth - 1)));
      default ->
          Json.object()
              .put(text(random), value(random, depth - 1))
              .put("k", value(random, 0))
              .build();
    };
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      out.append(HOSTILE[random.nextInt(HOSTILE.length)]);
    }
    return out.toString();
  }
}
