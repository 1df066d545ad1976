package dev.clew.workflow.template;

import static dev.clew.workflow.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.email}}                         | input email",
        "{{ INPUT : email }}                     | input email",
        "{{input.list.0.name?}}                  | input list > 0 > name?",
        "{{input.list?.x}}                       | input list? > x",
        "{{env:HOME}}                            | env HOME",
        "{{env:HOME?}}                           | env HOME?",
        "{{stage:create-account.output.id}}      | output create-account id",
        "{{stage.create-account:output:id}}      | output create-account id",
        "{{Stage:create account.Output.id.a.b}}  | output create account id > a > b",
        "{{stage:create-account?.output.id}}     | output create-account id?",
        "{{stage:create-account.output.id?.a}}   | output create-account id? > a",
        "{{endpoint:x.output.id}}                | output x id",
        "{{stage:x.response.status}}             | response x status",
        "{{stage:x.response.headers.Location}}   | response x headers.Location",
        "{{stage:x.response.headers.Location?}}  | response x headers.Location?",
        "{{stage:x.response.body}}               | response x body",
        "{{stage:x.response.body.id.0}}          | response x body.id.0",
        "{{response.status}}                     | own status",
        "{{response.body.id}}                    | own body.id",
        "{{response.id.x}}                       | own body.id.x",
        "{{response.headers.X-A}}                | own headers.X-A",
        "{{coalesce(input.a, env:B, coalesce(input.c))}} | first(input a, env B, first(input c))",
      })
  void parse_token_isReference(String text, String expected) {
    assertThat(shape(java.util.Objects.requireNonNull(template(text).wholeToken())))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{}}                       | t:1:3: a name is expected here",
        "a {{ }}                    | t:1:6: a name is expected here",
        "{{input}}                  | t:1:3: incomplete token; write {{input.NAME}}",
        "{{input.}}                 | t:1:9: a name is expected here",
        "{{input..a}}               | t:1:9: a name is expected here",
        "{{input.a[0]}}             | t:1:10: unexpected '[' in a token; write .0 for the first item",
        "{{input.a                  | t:1:1: '{{' is not closed by '}}'; write '{{{{' for two literal braces",
        "{{input.a}                 | t:1:10: unexpected '}' in a token",
        "{{{input.a}}               | t:1:3: unexpected '{' in a token",
        "{{env.HOME}}               | t:1:7: env needs ':' and one name; did you mean 'env:HOME'?",
        "{{env:HOME.x}}             | t:1:7: env needs ':' and one name; did you mean 'env:HOME'?",
        "{{stage:x}}                | t:1:3: incomplete token; write {{stage:NAME.output.KEY}}",
        "{{stage:x.outptu.k}}       | t:1:11: 'outptu' is neither 'output' nor 'response'; did you mean 'output'?",
        "{{endpoint:x.response.status}} | t:1:14: 'response' is neither 'output' nor 'response'",
        "{{stage:x.response.stauts}} | t:1:20: a response has status, headers.NAME and body, not 'stauts'; did you mean 'status'?",
        "{{response.status.x}}      | t:1:19: nothing can follow here, but 'x' does",
        "{{response.headers}}       | t:1:3: incomplete token; write {{response.headers.NAME}}",
        "{{stage:x.workflow.output.k}} | t:1:11: results of child workflows are not supported yet",
        "{{stage:json(x.output.k).a}} | t:1:9: stage:json(…) is not supported yet",
        "{{workflow:x.output.k}}    | t:1:3: token root 'workflow' is not supported yet",
        "{{system:datetime.now + P1D}} | t:1:3: token root 'system' is not supported yet",
        "{{var:x}}                  | t:1:3: token root 'var' is not supported yet",
        "{{global.x}}               | t:1:3: token root 'global' is not supported yet",
        "{{context:item.x}}         | t:1:3: token root 'context' is not supported yet",
        "{{coalesce}}               | t:1:3: write coalesce(token, token)",
        "{{coalesce(input.a}}       | t:1:19: unexpected '}' in a token",
        "{{coalesce()}}             | t:1:12: a name is expected here",
      })
  void parse_mistake_isReportedAtItsPlace(String text, String expected) {
    assertThat(mistakes(text)).containsExactly(expected);
  }

  @Test
  void parse_filter_isRefused() {
    assertThat(mistakes("{{input.a | upper}}"))
        .containsExactly("t:1:11: unexpected '|' in a token; there are no filters");
  }

  @Test
  void parse_severalMistakes_reportsEach() {
    assertThat(mistakes("{{imput.a}} {{input.b}} {{x.c}}"))
        .containsExactly(
            "t:1:3: unknown token root 'imput'; did you mean 'input'?",
            "t:1:27: unknown token root 'x'");
  }

  @Test
  void parse_deepCoalesce_isRefused() {
    String text = "{{" + "coalesce(".repeat(100_000);
    assertThat(mistakes(text)).containsExactly("t:1:183: nested deeper than 20 levels");
  }

  @Test
  void parse_fourBraces_areTwoLiteralOnes() {
    Template template = template("a {{{{b}} {{input.c}} }}");
    assertThat(template.parts().getFirst()).isEqualTo(new Template.Part.Literal("a {{b}} "));
    assertThat(template.parts()).hasSize(3);
    assertThat(template.parts().getLast()).isEqualTo(new Template.Part.Literal(" }}"));
  }

  @Test
  void parse_tokenOverLines_isOneToken() {
    Template template = template("{{\n  stage:create\n   account\n  .output.id\n}}");
    assertThat(shape(java.util.Objects.requireNonNull(template.wholeToken())))
        .isEqualTo("output create account id");
  }

  @Test
  void wholeToken_withTextAround_isNone() {
    assertThat(template(" {{input.a}}").wholeToken()).isNull();
    assertThat(template("").parts()).isEmpty();
  }

  @Test
  void references_ofCoalesce_areAll() {
    assertThat(template("{{coalesce(input.a, coalesce(env:B))}}{{input.c}}").references())
        .extracting(each -> each.written().text())
        .containsExactly("input.a", "env:B", "input.c");
  }

  private static List<String> mistakes(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Place place =
        new Place() {
          @Override
          public String file() {
            return "t";
          }

          @Override
          public Position at(int offset) {
            return new Position(1, offset + 1);
          }
        };
    TemplateParser.parse(text, place, diagnostics);
    return diagnostics.inOrder().stream().map(Diagnostic::render).toList();
  }

  private static String shape(Token token) {
    return switch (token) {
      case Reference.Input input -> "input " + input.name() + mark(input) + path(input.path());
      case Reference.Environment variable -> "env " + variable.name() + mark(variable);
      case Reference.StageOutput output ->
          "output " + output.stage() + " " + output.key() + mark(output) + path(output.path());
      case Reference.StageResponse response ->
          "response " + response.stage() + " " + response.part().text() + mark(response);
      case Reference.OwnResponse own -> "own " + own.part().text() + mark(own);
      case Token.Coalesce coalesce ->
          "first("
              + String.join(
                  ", ", coalesce.choices().stream().map(TemplateParserTest::shape).toList())
              + ")";
      case Reference.Global global ->
          "global " + global.name() + mark(global) + path(global.path());
      case Reference.Context entry -> "context " + entry.name() + mark(entry) + path(entry.path());
      case Reference.Variable one -> "var " + one.name() + mark(one) + path(one.path());
      case Reference.SystemTime time -> "system " + time.clock() + " " + time.offset();
      case Reference.Random random -> "rand " + random.draw() + " " + random.arguments();
      case Reference.WorkflowOutput child ->
          "child " + child.stage() + " " + child.key() + mark(child) + path(child.path());
      case Reference.WorkflowResult child ->
          "result " + child.stage() + " " + child.part() + mark(child);
    };
  }

  private static String mark(Reference reference) {
    return reference.optional() ? "?" : "";
  }

  private static String path(JsonPath path) {
    StringBuilder out = new StringBuilder();
    for (JsonPath.Step step : path.steps()) {
      out.append(" > ").append(step.name()).append(step.optional() ? "?" : "");
    }
    return out.toString();
  }
}
