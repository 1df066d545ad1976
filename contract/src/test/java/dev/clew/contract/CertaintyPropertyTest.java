package dev.clew.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.engine.context.Contracts.Violation;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.stage.RequestBody;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is said of a body with tokens is said of it too whatever its tokens become.
class CertaintyPropertyTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Random random = new Random(SEED);

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /// A schema of keywords that fit together or not.
  private Json schema(int depth) {
    Json.Builder out = Json.object();
    int keywords = 1 + below(3);
    for (int count = 0; count < keywords; count++) {
      switch (depth == 0 ? below(8) : below(20)) {
        case 0, 1 ->
            out.put("type", one(List.of("object", "array", "string", "integer", "boolean")));
        case 2 -> out.put("required", Json.strings(List.of(one(NAMES), one(NAMES))));
        case 3 -> out.put("additionalProperties", Json.of(below(2) == 0));
        case 4 -> out.put("enum", new Json.Arr(List.of(value(1), value(0), Json.of("x"))));
        case 5 -> out.put("minProperties", 1 + below(2)).put("maxItems", 1 + below(2));
        case 6 -> out.put("pattern", "^x").put("uniqueItems", Json.TRUE).put("minimum", 3);
        case 7 -> out.put("$ref", "#/components/schemas/S" + below(3));
        case 8, 9, 10, 11 ->
            out.put(
                "properties",
                Json.object()
                    .put(one(NAMES), schema(depth - 1))
                    .put(one(NAMES), schema(depth - 1))
                    .build());
        case 12, 13 -> out.put("items", schema(depth - 1));
        case 14, 15 -> out.put("allOf", schemas(depth));
        case 16 -> out.put("anyOf", schemas(depth));
        case 17 -> out.put("oneOf", schemas(depth));
        case 18 -> out.put("not", schema(depth - 1));
        default -> out.put("additionalProperties", schema(depth - 1));
      }
    }
    return out.build();
  }

  private Json schemas(int depth) {
    return new Json.Arr(List.of(schema(depth - 1), schema(depth - 1)));
  }

  private Json value(int depth) {
    return switch (depth == 0 ? below(4) : below(7)) {
      case 0 -> Json.of(one(List.of("x", "y", "7", "", "{\"a\":1}")));
      case 1 -> Json.of(below(6));
      case 2 -> Json.TRUE;
      case 3 -> Json.NULL;
      case 4 -> new Json.Arr(List.of(value(depth - 1), value(depth - 1)));
      default ->
          Json.object().put(one(NAMES), value(depth - 1)).put(one(NAMES), value(depth - 1)).build();
    };
  }

  /// JSON with tokens in all places.
  private String written(int depth) {
    return switch (depth == 0 ? below(4) : below(9)) {
      case 0 -> JsonWriter.compact(value(1));
      case 1 -> "{{input.a}}";
      case 2 -> "\"{{input.b}}\"";
      case 3 -> "\"x{{input.c}}y\"";
      case 4, 5 -> "[" + written(depth - 1) + "," + written(depth - 1) + "]";
      default -> {
        String name = below(8) == 0 ? "{{input.d}}" : "a";
        yield "{\"" + name + "\":" + written(depth - 1) + ",\"b\":" + written(depth - 1) + "}";
      }
    };
  }

  private Scope values() {
    return new Scope() {
      @Override
      public Resolved resolve(Reference reference) {
        return new Resolved.Found(value(2), new ValueOrigin.Literal());
      }
    };
  }

  private static Template template(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Template template =
        TemplateParser.parse(text, Place.fixed("body", Position.START), diagnostics);
    assertThat(diagnostics.size()).isZero();
    return template;
  }

  private static Set<String> told(List<Violation> violations) {
    return new HashSet<>(TestContracts.told(violations));
  }

  @Test
  void check_ofABodyWithTokens_saysOnlyWhatStaysTrue() {
    int said = 0;
    for (int round = 0; round < 3_000; round++) {
      Json.Builder schemas = Json.object();
      for (int index = 0; index < 3; index++) {
        schemas.put("S" + index, schema(2));
      }
      Json document =
          Json.object()
              .put("openapi", round % 2 == 0 ? "3.0.0" : "3.1.0")
              .put("paths", Json.object().put("/a", pathItem()).build())
              .put("components", Json.object().put("schemas", schemas.build()).build())
              .build();
      String text = JsonWriter.compact(document);
      if (!(Contract.read("svc", text) instanceof Contract.Read.Usable(Contract contract))) {
        continue;
      }
      BodySchemas checked = new BodySchemas(contract);
      Located schema = contract.root().member("components").member("schemas").member("S0");
      Template template = template(written(3));
      RequestBody body =
          new RequestBody(new TemplateExpression(template, TemplateExpression.Form.JSON), false);
      BodyText before = Objects.requireNonNull(BodyText.of(body));
      Set<String> early = told(checked.check(schema, before, Direction.REQUEST));
      said += early.size();
      for (int values = 0; values < 8 && !early.isEmpty(); values++) {
        String sent = Rendering.json(template, values(), "body").value();
        Set<String> late =
            told(checked.check(schema, BodyText.whole(sent.getBytes(UTF_8)), Direction.REQUEST));
        Set<String> gone = new HashSet<>(early);
        gone.removeAll(late);
        if (late.stream().anyMatch(one -> one.contains("contract.violations"))) {
          continue; // not all of them are told
        }
        assertThat(gone)
            .as("seed %s round %s: %s as %s against %s", SEED, round, template.text(), sent, text)
            .isEmpty();
      }
    }
    assertThat(said).isGreaterThan(1_000);
  }

  private static Json pathItem() {
    return Json.object().put("get", Json.EMPTY_OBJECT).build();
  }
}
