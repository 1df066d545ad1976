package dev.clew.languagesih.template;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.template;
import static dev.clew.languagesih.TestValues.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.TemplateTree.Items;
import dev.clew.languagesih.template.TemplateTree.Literal;
import dev.clew.languagesih.template.TemplateTree.Member;
import dev.clew.languagesih.template.TemplateTree.Members;
import dev.clew.languagesih.template.TemplateTree.Text;
import dev.clew.plan.evidence.Rendered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeRenderingTest {
  private static final Scope SCOPE =
      tokens(
          Map.of(
              "n", json("3.10"),
              "text", Json.of("a\"{{input.n}}"),
              "list", json("[1,{\"k\":null}]"),
              "key", Json.of("k")));

  @Test
  void tree_keepsTypesOfWholeTokensAndWaysOfUses() {
    TemplateTree tree =
        new Members(
            List.of(
                new Member("all", new Text(template("{{input.list}}"))),
                new Member("no", new Literal(Json.NULL)),
                new Member(
                    "items",
                    new Items(
                        List.of(
                            new Text(template("{{input.n}}")),
                            new Text(template("n={{input.n}}/{{input.text}}")),
                            new Literal(Json.TRUE),
                            new Members(
                                List.of(
                                    new Member(
                                        "sku", new Text(template("{{input.absent}}"))))))))));
    Rendered<Json> rendered = Rendering.tree(tree, SCOPE, "inputs.order");
    assertThat(rendered.value())
        .hasToString(
            "{\"all\":[1,{\"k\":null}],\"no\":null,\"items\":[3.10,\"n=3.10/a\\\"{{input.n}}\",true,{\"sku\":null}]}");
    assertThat(rendered.uses())
        .extracting(use -> use.where() + " " + use.token())
        .containsExactly(
            "inputs.order.all {{input.list}}",
            "inputs.order.items[0] {{input.n}}",
            "inputs.order.items[1] {{input.n}}",
            "inputs.order.items[1] {{input.text}}",
            "inputs.order.items[3].sku {{input.absent}}");
    assertThat(rendered.unresolved()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.list}}                  | [1,{\"k\":null}]",
        "{\"a\":\"{{input.text}}\"}      | {\"a\":\"a\\\"{{input.n}}\"}",
        " [ {{input.n}}, \"{{input.n}}\" ] | [3.10,\"3.10\"]",
        "[info] {{input.n}}              | \"[info] 3.10\"",
        "{{{{input.n}}                   | \"{{input.n}}\"",
        "5                               | \"5\"",
        "true                            | \"true\"",
        "[]                              | []",
        "{\"{{input.key}}\":1,\"k\":2}   | \"{\\\"k\\\":1,\\\"k\\\":2}\"",
      })
  void jsonOrText_template_isJsonWhenItIsWrittenSo(String text, String expected) {
    assertThat(Rendering.jsonOrText(template(text), SCOPE, "inputs.x").value())
        .hasToString(expected);
    assertThat(Rendering.jsonOrText(new Text(template(text)), SCOPE, "inputs.x").value())
        .hasToString(expected);
  }

  @Test
  void jsonOrText_tree_isTheTree() {
    TemplateTree tree = new Items(List.of(new Text(template("[{{input.n}}]"))));
    assertThat(Rendering.jsonOrText(tree, SCOPE, "inputs.x").value()).hasToString("[\"[3.10]\"]");
  }
}
