package dev.clew.languagesih.planner;

import static dev.clew.languagesih.TestValues.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.languagesih.TestValues;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.RenderedRequest;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRenderingTest {
  private static final Map<String, Json> INPUTS = new LinkedHashMap<>();

  static {
    INPUTS.put("id", json("\"a/b ?#é\""));
    INPUTS.put("n", json("7"));
    INPUTS.put("empty", json("\"\""));
    INPUTS.put("dots", json("\"..\""));
    INPUTS.put("dot", json("\".\""));
    INPUTS.put("lines", json("\"a\\r\\nX-Evil: 1\""));
    INPUTS.put("url", json("\"http://evil/\""));
    INPUTS.put("path", json("\"/v1/eu\""));
    INPUTS.put("legal", json("\"-._~!$&'()*+,;=:@/%2F%x\""));
    INPUTS.put("climb", json("\"x/../../admin\""));
    INPUTS.put("encoded", json("\"x/%2e%2E%2fadmin\""));
    INPUTS.put("parameter", json("\"..;x\""));
    INPUTS.put("slash", json("\"/\""));
    INPUTS.put("quoted", json("\" \\\"abc\\\"\\n\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a                            | http://h/a",
        "a                             | http://h/a",
        "/a/{{input.id}}/c             | http://h/a/a/b%20%3F%23%C3%A9/c",
        "/a/{{input.legal}}            | http://h/a/-._~!$&'()*+,;=:@/%2F%25x",
        "{{input.path}}/items          | http://h/v1/eu/items",
        "/{{input.path}}/              | http://h/v1/eu",
        "/a/                           | http://h/a",
        "/a//?x=1                      | http://h/a?x=1",
        "/                             | http://h",
        "//a//b//                      | http://h/a//b",
        "http://other/a/               | http://other/a/",
        "/a/v{{input.n}}.json          | http://h/a/v7.json",
        "{{input.url}}                 | http://h/http://evil",
        "/a?x=1                        | http://h/a?x=1",
        "/a?x={{input.id}}&y=%20       | http://h/a?x=a%2Fb%20%3F%23%C3%A9&y=%20",
        "/a?x={{input.empty}}          | http://h/a?x=",
        "/a{{input.empty}}/b           | http://h/a/b",
        "/a/{{input.absent?}}          | http://h/a",
        "http://other:1/x/{{input.n}}  | http://other:1/x/7",
        "HTTPS://other                 | HTTPS://other",
      })
  void render_endpoint_isTheUrl(String endpoint, String expected) {
    RenderedRequest request = render("endpoint: '" + endpoint + "'");
    assertThat(request.url()).isEqualTo(expected);
    assertThat(request.isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/{{input.empty}}            | the value is empty, and the path would lose a segment",
        "/a/{{input.empty}}/b          | the value is empty, and the path would lose a segment",
        "/a/{{input.empty}}?x=1        | the value is empty, and the path would lose a segment",
        "/a/{{input.dots}}/b           | the path would have a segment '.' or '..'",
        "/a/{{input.climb}}            | the path would have a segment '.' or '..'",
        "/a/{{input.encoded}}          | the path would have a segment '.' or '..'",
        "/a/{{input.parameter}}/b      | the path would have a segment '.' or '..'",
        "/a/{{input.slash}}            | the value is empty, and the path would lose a segment",
        "/a/{{input.dot}}{{input.dot}} | the path would have a segment '.' or '..'",
        "/a/{{input.absent}}           | input absent was not supplied",
        "/a?x={{stage:make.output.no}} | stage make has no output no",
      })
  void render_unsafeOrMissingPathValue_isNotSent(String endpoint, String reason) {
    RenderedRequest request = render("endpoint: '" + endpoint + "'");
    assertThat(request.isComplete()).isFalse();
    assertThat(request.unresolved())
        .extracting(RequestRenderingTest::reason)
        .containsExactly(reason);
    assertThat(request.unresolved().getFirst().where()).isEqualTo("endpoint");
  }

  @Test
  void render_query_isEscapedAndAppended() {
    RenderedRequest request =
        render("endpoint: /a?x=1\n    query: {'a b': '{{input.id}}', z: '1&2'}");
    assertThat(request.url()).isEqualTo("http://h/a?x=1&a%20b=a%2Fb%20%3F%23%C3%A9&z=1%262");
  }

  @Test
  void render_headers_keepOrderAndGetAContentType() {
    RenderedRequest request =
        render(
            "endpoint: /a\n    headers: {B: '{{input.n}}', A: x}\n    body: '{\"n\":{{input.n}}}'");
    assertThat(request.headers())
        .containsExactly(
            new RenderedRequest.Header("B", "7"),
            new RenderedRequest.Header("A", "x"),
            new RenderedRequest.Header("Content-Type", "application/json"));
    assertThat(request.body()).isEqualTo("{\"n\":7}");
    assertThat(request.uses()).extracting(Use::where).containsExactly("headers.B", "body");
  }

  @Test
  void render_bearerToken_isWithoutItsQuotesAndSpace() {
    RenderedRequest request =
        render(
            "endpoint: /a\n    headers: {authorization: 'bearer {{input.quoted}}', X: ' \"y\"'}");
    assertThat(request.isComplete()).isTrue();
    assertThat(request.headers())
        .containsExactly(
            new RenderedRequest.Header("authorization", "Bearer abc"),
            new RenderedRequest.Header("X", " \"y\""));
  }

  @Test
  void render_lineBreakInHeaderValue_isNotSent() {
    RenderedRequest request = render("endpoint: /a\n    headers: {X: '{{input.lines}}'}");
    assertThat(request.unresolved())
        .extracting(RequestRenderingTest::reason)
        .containsExactly("the value has a line break or control character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/x-www-form-urlencoded | a={{input.id}}&b=1 | a=a%2Fb+%3F%23%C3%A9&b=1",
        "application/xml; charset=utf-8    | <a>{{input.id}}</a> | <a>a/b ?#é</a>",
        "application/problem+json          | {\"a\":{{input.n}}} | {\"a\":7}",
        "text/plain                        | {\"a\":{{input.id}}} | {\"a\":a/b ?#é}",
      })
  void render_body_followsTheContentType(String type, String body, String expected) {
    RenderedRequest request =
        render(
            "endpoint: /a\n    headers: {content-type: '" + type + "'}\n    body: '" + body + "'");
    assertThat(request.body()).isEqualTo(expected);
    assertThat(request.headers()).hasSize(1);
  }

  @Test
  void render_missingTokenInBody_isNotSent() {
    RenderedRequest request = render("endpoint: /a\n    body: '{\"a\":\"{{input.absent}}\"}'");
    assertThat(request.body()).isEqualTo("{\"a\":\"\"}");
    assertThat(request.unresolved()).extracting(Use::token).containsExactly("{{input.absent}}");
  }

  @Test
  void render_skippedStageInBody_isEmptyAndRecorded() {
    RenderedRequest request =
        render("endpoint: /a\n    body: '{\"a\":\"{{stage:skipped.output.k}}\"}'");
    assertThat(request.body()).isEqualTo("{\"a\":\"\"}");
    assertThat(request.unresolved()).isEmpty();
    assertThat(request.uses())
        .extracting(RequestRenderingTest::reason)
        .containsExactly("stage skipped was skipped");
  }

  private static String reason(Use use) {
    return use.resolved() instanceof Resolved.Missing missing ? missing.reason() : "";
  }

  private static RenderedRequest render(String keys) {
    StringBuilder workflow = new StringBuilder("version: 1\nname: w\ninput:\n");
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    INPUTS.forEach((name, value) -> {
      workflow.append("  - {name: " + name + "}\n");
      supplied.put(name, new Supplied.Value(value, "--input"));
    });
    workflow.append("  - {name: absent, required: false}\nstages:\n");
    for (String earlier : new String[] {"make", "skipped"}) {
      workflow.append(
          "  - {name: " + earlier + ", kind: Http, apiRef: svc, endpoint: /e, httpVerb: GET,");
      workflow.append(" output: {no: x, k: y}}\n");
    }
    workflow.append(
        "  - name: s\n    kind: Http\n    apiRef: svc\n    httpVerb: POST\n    " + keys + "\n");
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("w", workflow.toString()), Set::of)
            .plan(
                new PlanRequest(
                    null, "local", Map.of("svc", "http://h"), supplied, EnvironmentVariables.NONE));
    assertThat(planning.diagnostics()).extracting(Diagnostic::render).isEmpty();
    PlannedStage stage = ((Planning.Ready) planning).plan().stages().getLast();
    return ((EndpointSpec) stage.spec()).render(TestValues.scope(INPUTS));
  }
}
