package dev.clew.languagesih.template;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.named;
import static dev.clew.languagesih.TestValues.scope;
import static dev.clew.languagesih.TestValues.template;
import static dev.clew.languagesih.TestValues.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.WorkflowResult;
import dev.clew.plan.value.Display;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                  tokens(inputs),
                  "body")
              .value();
      Json.Obj expected =
          Json.object()
              .put("in", "<" + Display.text(first) + "|" + Display.text(second) + ">")
              .put("key" + Display.text(second), 1)
              .put("out", items(first, second))
              .build();
      assertThat(json(body)).as("seed %s round %s", seed, round).isEqualTo(expected);
    }
  }

  /// As the values of inputs, those of every other name space: none of them is read again, none
  /// ends a string or adds a member.
  @Test
  void json_hostileValuesOfEveryRoot_areInsertedExactly() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("JsonBodyPropertyTest seed " + seed);
    Random random = new Random(seed);
    List<NamedExpression> variables =
        List.of(
            named("text", "{{input.a}}"),
            named("tree", "{\"k\":\"{{input.a}}\",\"l\":[{{input.a}}]}"));
    for (int round = 0; round < 2_000; round++) {
      Json first = value(random, 2);
      RunScope base = scope(Map.of("a", first)).with(name -> first, name -> first);
      Map<String, Json> outputs = Map.of("a", first);
      StageValues stage =
          new StageValues(
              "s",
              StageValues.State.RAN,
              outputs,
              Map.of(),
              null,
              new WorkflowResult(WorkflowResult.OK, Display.text(first), outputs));
      RunTokens scope =
          new RunTokens(
              new RunScope(
                  base.inputs(),
                  name -> Display.text(first),
                  name -> stage,
                  base.globals(),
                  base.context(),
                  variables,
                  base.draws(),
                  base.clock(),
                  base.stage(),
                  null));
      for (String token :
          List.of(
              "global.x",
              "context:item",
              "var:text",
              "stage:s.output.a",
              "stage:s.workflow.output.a",
              "workflow:s.output.a",
              "coalesce(var:text, global.x)")) {
        String body =
            Rendering.json(
                    template("{\"in\":\"<{{" + token + "}}>\",\"out\":[{{" + token + "}}]}"),
                    scope,
                    "body")
                .value();
        Json shown = token.startsWith("coalesce") && Display.isEmpty(first) ? Json.of("") : first;
        assertThat(json(body))
            .as("seed %s round %s %s", seed, round, token)
            .isEqualTo(
                Json.object()
                    .put("in", "<" + Display.text(shown) + ">")
                    .put("out", items(shown))
                    .build());
      }
      for (String token : List.of("env:A", "stage:s.workflow.result.message")) {
        assertThat(json(Rendering.json(template("[\"{{" + token + "}}\"]"), scope, "b").value()))
            .as("seed %s round %s %s", seed, round, token)
            .isEqualTo(new Json.Arr(List.of(Json.of(Display.text(first)))));
      }
      assertThat(
              scope
                  .resolveToken(Objects.requireNonNull(template("{{var:tree}}").wholeToken()))
                  .valueOrNull())
          .as("seed %s round %s", seed, round)
          .isEqualTo(Json.object().put("k", Display.text(first)).put("l", items(first)).build());
    }
  }

  /// In a list, text of several values is several items, and empty text alone in it none.
  private static List<Json> items(Json... values) {
    List<Json> items = new ArrayList<>();
    for (Json value : values) {
      String text = value instanceof Json.Str string ? string.value().strip() : "x";
      List<Json> several = list("[" + text + "]");
      if (text.isEmpty() ? values.length > 1 : several.size() < 2) {
        items.add(typed(value));
      } else {
        items.addAll(several);
      }
    }
    return items;
  }

  private static List<Json> list(String text) {
    try {
      return ((Json.Arr) JsonText.parse(text)).items();
    } catch (JsonText.Malformed e) {
      return List.of();
    }
  }

  /// Outside of quotes, text that is JSON takes its type.
  private static Json typed(Json value) {
    try {
      return value instanceof Json.Str string ? JsonText.parse(string.value()) : value;
    } catch (JsonText.Malformed e) {
      return value;
    }
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Json.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 ->
          new Json.Num(
              random.nextInt(1000) + "." + random.nextInt(1000) + "E-" + random.nextInt(9));
      case 3, 4 -> Json.of(text(random));
      case 5 -> new Json.Arr(List.of(value(random, depth - 1), value(random, depth - 1)));
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
