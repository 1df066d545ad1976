package dev.clew.languagesih.template;

import static dev.clew.languagesih.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        "{{global.x}}                            | global x",
        "{{GLOBAL:x?.a.0}}                       | global x? > a > 0",
        "{{context:item.x?}}                     | context item > x?",
        "{{var:payload.a}}                       | var payload > a",
        "{{workflow:login.output.jwt}}           | child login jwt",
        "{{stage:login.workflow.output.jwt.sub}} | child login jwt > sub",
        "{{stage:login?.workflow.output.jwt}}    | child login jwt?",
        "{{stage:login.workflow.result.status}}  | result login STATUS",
        "{{stage.login:Workflow.Result:message?}} | result login MESSAGE?",
        "{{stage:json(login.output.jwt).id.0}}   | json output login jwt > id > 0",
        "{{stage:json( log in : output . jwt? )}} | json output log in jwt?",
        "{{stage:json(login.output.jwt.a).b}}    | json output login jwt > a > b",
        "{{stage:json.output.id}}                | output json id",
        "{{system:datetime.utcnow}}              | system DATE_TIME utc",
        "{{System.Date:Now}}                     | system DATE local",
        "{{system:time.now - PT90M}}             | system TIME local 0-0-0 PT-1H-30M",
        "{{system:date.utcnow+p1y2m3dt4h5m6s}}   | system DATE utc 1-2-3 PT4H5M6S",
        "{{rand:guid()}}                         | rand GUID",
        "{{rand.number( )}}                      | rand NUMBER",
        "{{RAND:Number(1, -9)}}                  | rand NUMBER 1 -9",
        "{{rand:text(input.n, 'alpha-lower')}}   | rand TEXT <input n> alpha-lower",
        "{{rand:time(08:00:00, 18:00)}}          | rand TIME 08:00:00 18:00",
        "{{rand:date(2024-01-01, system:date.utcnow + P30D, \"dd 'of' MMMM\")}} | rand DATE 2024-01-01 <system DATE utc 0-0-30 PT0S> dd 'of' MMMM",
        "{{rand:datetime('2024-01-01', '2024-01-02', 'yyyy\\'x,)}}\\'')}} | rand DATETIME 2024-01-01 2024-01-02 yyyy'x,)}}'",
        "{{rand:number(coalesce(input.a, input.b), rand:number(1, 2))}} | rand NUMBER <first(input a?, input b?)> <rand NUMBER 1 2>",
        "{{coalesce(global.a, rand:ulid( ))}}    | first(global a?, rand ULID)",
        "{{coalesce(input.a, env:B, coalesce(input.c))}} | first(input a?, env B?, first(input c?))",
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
        "{{stage:x.outptu.k}}       | t:1:11: a stage has output, response and workflow, not 'outptu'; did you mean 'output'?",
        "{{endpoint:x.response.status}} | t:1:14: 'response' is not 'output', and endpoint has nothing else",
        "{{stage:x.response.stauts}} | t:1:20: a response has status, headers.NAME and body, not 'stauts'; did you mean 'status'?",
        "{{response.status.x}}      | t:1:19: nothing can follow here, but 'x' does",
        "{{response.headers}}       | t:1:3: incomplete token; write {{response.headers.NAME}}",
        "{{global}}                 | t:1:3: incomplete token; write {{global.NAME}}",
        "{{glboal.x}}               | t:1:3: unknown token root 'glboal'; did you mean 'global'?",
        "{{vars:x}}                 | t:1:3: unknown token root 'vars'; did you mean 'var'?",
        "{{context:}}               | t:1:11: a name is expected here",
        "{{workflow:x.result.status}} | t:1:14: 'result' is not 'output', and workflow has nothing else",
        "{{stage:x.workflow.outputs.k}} | t:1:20: a workflow has output and result, not 'outputs'; did you mean 'output'?",
        "{{stage:x.workflow.result}} | t:1:3: incomplete token; write {{stage:NAME.workflow.result.status}}",
        "{{stage:x.workflow.result.mesage}} | t:1:27: a result has status and message, not 'mesage'; did you mean 'message'?",
        "{{stage:x.workflow.result.status.a}} | t:1:34: nothing can follow here, but 'a' does",
        "{{stage:json(x.output.k}}  | t:1:24: unexpected '}' in a token",
        "{{stage:json(x.response.k)}} | t:1:16: 'response' is not 'output', and stage has nothing else",
        "{{stage:json()}}           | t:1:14: a name is expected here",
        "{{input:json(x.output.k)}} | t:1:13: unexpected '(' in a token",
        "{{system:datetime}}        | t:1:3: incomplete token; write {{system:datetime.utcnow + P1DT2H}}",
        "{{system:datetim.now}}     | t:1:10: system has datetime, date and time, not 'datetim'; did you mean 'datetime'?",
        "{{system:date.utc}}        | t:1:15: 'utc' is neither 'now' nor 'utcnow'",
        "{{system:date.now?}}       | t:1:15: the clock is always there; leave out '?'",
        "{{system:date.now.x}}      | t:1:19: nothing can follow here, but 'x' does",
        "{{system:date.now + 5D}}   | t:1:21: '5D' is not a duration; write P1Y2M3DT4H5M6S",
        "{{system:date.now + P}}    | t:1:21: 'P' is not a duration; write P1Y2M3DT4H5M6S",
        "{{system:date.now - P1DT}} | t:1:21: 'P1DT' is not a duration; write P1Y2M3DT4H5M6S",
        "{{system:date.now + P1D1Y}} | t:1:21: 'P1D1Y' is not a duration; write P1Y2M3DT4H5M6S",
        "{{system:date.now + P1W}}  | t:1:21: 'P1W' is not a duration; write P1Y2M3DT4H5M6S",
        "{{system:date.now + P9999999999D}} | t:1:21: 'P9999999999D' is not a duration; write P1Y2M3DT4H5M6S",
        "{{rand:guid}}              | t:1:3: incomplete token; write {{rand:guid()}}",
        "{{rand}}                   | t:1:3: incomplete token; write {{rand:number(min, max)}}",
        "{{rand:giud()}}            | t:1:8: rand cannot draw 'giud'; did you mean 'guid'?",
        "{{rand:guid(1)}}           | t:1:13: too many arguments; write rand:guid()",
        "{{rand:number(1,2,3)}}     | t:1:19: too many arguments; write rand:number(min, max)",
        "{{rand:number(1,)}}        | t:1:17: an argument is expected here",
        "{{rand:number(one)}}       | t:1:15: 'one' is not a whole number",
        "{{rand:number(1.5)}}       | t:1:15: '1.5' is not a whole number",
        "{{rand:text(-1)}}          | t:1:13: '-1' is not a length from 0 to 10000",
        "{{rand:text(8, alhpa)}}    | t:1:16: 'alhpa' is not a character set; did you mean 'alpha'?",
        "{{rand:date(01/31/2024)}}  | t:1:13: '01/31/2024' is not a date such as 2024-01-31",
        "{{rand:datetime(tomorrow)}} | t:1:17: 'tomorrow' is not a datetime such as 2024-01-31T08:30:00Z",
        "{{rand:time(25:00)}}       | t:1:13: '25:00' is not a time such as 08:30:00",
        "{{rand:date(2024-01-01, 2024-02-01, YYYY)}} | t:1:37: 'YYYY' is not a .NET format: 'Y' is not a specifier; put quotes around text in a format; did you mean 'y'?",
        "{{rand:date(2024-01-01, 2024-02-01, 'yyyy HH')}} | t:1:43: 'yyyy HH' is not a .NET format: a Date has no 'H'",
        "{{rand:text(8, 'alpha)}}   | t:1:16: the quote is not closed",
        "{{rand:text(input.}}       | t:1:19: a name is expected here",
        "{{rand:text(8              | t:1:1: '{{' is not closed by '}}'; write '{{{{' for two literal braces",
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
  void parse_deepRandom_isRefused() {
    String text = "{{" + "rand:number(".repeat(100_000);
    assertThat(mistakes(text)).containsExactly("t:1:243: nested deeper than 20 levels");
  }

  @Test
  void references_ofRandom_areThoseOfItsArguments() {
    assertThat(template("{{rand:number(stage:a.output.min, coalesce(var:b))}}").references())
        .extracting(each -> each.written().text())
        .containsExactly(
            "rand:number(stage:a.output.min, coalesce(var:b))", "stage:a.output.min", "var:b");
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
      case Token.Comparison comparison ->
          shape(comparison.left())
              + (comparison.negated() ? " != " : " == ")
              + shape(comparison.right());
      case Reference.Global global ->
          "global " + global.name() + mark(global) + path(global.path());
      case Reference.Context entry -> "context " + entry.name() + mark(entry) + path(entry.path());
      case Reference.Variable one -> "var " + one.name() + mark(one) + path(one.path());
      case Reference.SystemTime time ->
          "system " + time.kind() + (time.utc() ? " utc" : " local") + offset(time.offset());
      case Reference.Random random -> {
        StringBuilder out = new StringBuilder("rand " + random.draw());
        for (Reference.Random.Argument argument : random.arguments()) {
          out.append(' ');
          switch (argument) {
            case Reference.Random.Argument.Literal literal -> out.append(literal.text());
            case Reference.Random.Argument.Of of ->
                out.append('<').append(shape(of.token())).append('>');
          }
        }
        yield out.toString();
      }
      case Reference.StageJson json -> "json " + shape(json.output()) + path(json.path());
      case Reference.WorkflowOutput child ->
          "child " + child.stage() + " " + child.key() + mark(child) + path(child.path());
      case Reference.WorkflowResult child ->
          "result " + child.stage() + " " + child.part() + mark(child);
    };
  }

  private static String offset(Reference.SystemTime.@Nullable Offset offset) {
    return offset == null
        ? ""
        : " " + offset.years() + "-" + offset.months() + "-" + offset.days() + " " + offset.time();
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
