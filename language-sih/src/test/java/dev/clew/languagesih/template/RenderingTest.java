package dev.clew.languagesih.template;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.template;
import static dev.clew.languagesih.TestValues.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.value.Escaping;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  private static final Scope SCOPE =
      tokens(
          Map.of(
              "text", json("\"a \\\"b\\\"\\n&=\""),
              "number", json("3.10"),
              "digits", json("\"42\""),
              "yes", json("\"true\""),
              "object", json("{\"k\":\"v\\\"\"}"),
              "empty", json("\"\""),
              "members", json("\"\\\"a\\\":1,\\\"b\\\":[2]\""),
              "token", json("\"{{input.number}}\"")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.number}}     | 3.10",
        "{{input.object}}     | {\"k\":\"v\\\"\"}",
        "{{input.absent}}     | null",
        "v{{input.number}}    | \"v3.10\"",
        "x                    | \"x\"",
        "{{input.token}}      | \"{{input.number}}\"",
      })
  void value_ofTemplate_keepsTypeOfWholeToken(String text, String expected) {
    assertThat(Rendering.value(template(text), SCOPE, "output.x").value()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NONE    | <{{input.text}}> | <a \"b\"\\n&=>",
        "NONE    | {{input.object}}/{{input.absent?}}/{{input.number}} | {\"k\":\"v\\\"\"}//3.10",
        "PERCENT | /{{input.text}}  | /a%20%22b%22%0A%26%3D",
        "FORM    | a={{input.text}}&b={{input.object}} |"
            + " a=a+%22b%22%0A%26%3D&b=%7B%22k%22%3A%22v%5C%22%22%7D",
      })
  void text_ofTemplate_isEscaped(Escaping escaping, String text, String expected) {
    Rendered<String> rendered = Rendering.text(template(text), SCOPE, "query.x", escaping);
    assertThat(rendered.value()).isEqualTo(expected.replace("\\n", "\n"));
    assertThat(rendered.isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"{{input.text}}\"}     | {\"a\":\"a \\\"b\\\"\\n&=\"}",
        "{\"a\":{{input.text}}}         | {\"a\":\"a \\\"b\\\"\\n&=\"}",
        "{\"a\":{{input.number}}}       | {\"a\":3.10}",
        "{\"a\":{{input.digits}}}       | {\"a\":42}",
        "{\"a\":{{input.yes}}}          | {\"a\":true}",
        "{\"a\":\"{{input.digits}}\"}   | {\"a\":\"42\"}",
        "{\"a\":\"{{input.object}}\"}   | {\"a\":\"{\\\"k\\\":\\\"v\\\\\\\"\\\"}\"}",
        "{\"a\":{{input.object}}}       | {\"a\":{\"k\":\"v\\\"\"}}",
        "{\"a\":{{input.absent?}},\"b\":\"{{input.absent?}}\"} | {\"a\":null,\"b\":\"\"}",
        "{\"a\":\"\\\"{{input.digits}}\\\\\",\"b\":{{input.empty}}} |"
            + " {\"a\":\"\\\"42\\\\\",\"b\":\"\"}",
        "[{{input.token}}]              | [\"{{input.number}}\"]",
        "{\"i\":7, {{input.members}}}   | {\"i\":7, \"a\":1,\"b\":[2]}",
        "{ {{input.members}}, \"t\":\"{{input.text}}\"} | { \"a\":1,\"b\":[2], \"t\":\"a"
            + " \\\"b\\\"\\n&=\"}",
        "{\"o\":{ {{input.empty}} }}      | {\"o\":{  }}",
      })
  void json_ofTemplate_insertsByPlace(String text, String expected) {
    assertThat(JsonSkeleton.fault(template(text))).isNull();
    String body = Rendering.json(template(text), SCOPE, "body").value();
    assertThat(body).isEqualTo(expected);
    assertThat(json(body)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{{input.a}}            | false",
        "{\"a\":1{{input.a}}}          | false",
        "{\"a\":{{input.a}}{{input.b}}} | false",
        "{{{{\"a\":1}                  | false",
        "{\"{{input.a}}\":1,\"{{input.b}}\":2} | true",
        "{{input.a}}                   | true",
        "[1,2]                         | true",
        "<a>{{input.a}}</a>            | false",
        "{\"a\":1,{{input.a}}}          | true",
        "{\"a\":1 {{input.a}}}          | false",
      })
  void fault_ofSkeleton_isJsonOrNot(String text, boolean isJson) {
    assertThat(JsonSkeleton.fault(template(text)) == null).isEqualTo(isJson);
  }

  @Test
  void text_missingToken_isUnresolvedAndRecorded() {
    Rendered<String> rendered =
        Rendering.text(
            template("{{input.number}}{{input.absent}}{{env:NO?}}"), SCOPE, "body", Escaping.NONE);
    assertThat(rendered.value()).isEqualTo("3.10");
    assertThat(rendered.isComplete()).isFalse();
    assertThat(rendered.uses()).hasSize(3);
    assertThat(rendered.unresolved()).extracting(Use::token).containsExactly("{{input.absent}}");
    assertThat(rendered.unresolved().getFirst().toJson())
        .hasToString(
            "{\"at\":\"body\",\"template\":\"{{input.absent}}\",\"value\":null,\"missing\":{\"code\":\"input_not_supplied\",\"reason\":\"input"
                + " absent was not supplied\"}}");
    assertThat(rendered.uses().getFirst().toJson())
        .hasToString(
            "{\"at\":\"body\",\"template\":\"{{input.number}}\",\"value\":3.10,\"origin\":"
                + "{\"kind\":\"input\",\"name\":\"number\"}}");
  }

  @Test
  void json_numberOverTheReadersLimit_isQuoted() {
    Scope scope = tokens(Map.of("long", Json.of("1".repeat(1001))));
    assertThat(Rendering.json(template("[{{input.long}}]"), scope, "body").value())
        .isEqualTo("[\"" + "1".repeat(1001) + "\"]");
  }
}
