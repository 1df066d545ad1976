package dev.clew.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule has a mistake that breaks it and nothing else, with its exact line.
class RuleTest {
  private static final String WORKFLOW =
      """
      version: "1.0"
      name: demo
      input:
        - {name: user, type: Text, required: false}
        - {name: count, type: Number, required: false}
        - {name: day, type: Date, required: false}
      stages:
        - name: first
          kind: Http
          apiRef: svc
          endpoint: /a
          httpVerb: GET
          output:
            accountId: "{{response.body.id}}"
        - name: second
          kind: Http
          apiRef: svc
          endpoint: "/b/{{stage:first.output.accountId}}"
          httpVerb: POST
          headers: {X-User: "{{input.user}}"}
          body: |
            {"id": "{{stage:first.output.accountId}}"}
      """;

  private static final String CATALOG =
      """
      - version: "1.0"
        definitions:
          - name: svc
            baseUrl:
              local: http://127.0.0.1:1
              prod: https://svc.example.com
      """;

  record Case(
      Rule rule,
      String workflow,
      @Nullable String catalog,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      String expected) {
    @Override
    public String toString() {
      return rule.id() + ": " + expected;
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  static {
    workflow(
        Rule.YAML_SYNTAX,
        "name: demo",
        "name: [demo",
        "w:3:6: expected ',' or ']', but got : (while parsing a flow sequence)");
    workflow(
        Rule.YAML_SYNTAX,
        "name: demo",
        "\tname: demo",
        "w:2:1: a tab cannot start a token or be indentation; use spaces");
    workflow(
        Rule.YAML_SYNTAX,
        "name: demo",
        "name: de\u0001mo",
        "w:2:9: the character U+0001 is not allowed in YAML");
    whole(
        Rule.YAML_TOO_LARGE,
        "# " + "x".repeat(50_000_000),
        "w:1:1: the file has more than 3145728 characters");
    whole(Rule.YAML_TOO_DEEP, "a: " + "[".repeat(100_000), "w:1:53: nested deeper than 50 levels");
    whole(
        Rule.YAML_TOO_MANY_ALIASES,
        "a: &a x\nb: [" + "*a,".repeat(51) + "]",
        "w:2:155: more than 50 aliases (*name) are used");
    whole(
        Rule.YAML_TOO_MANY_NODES,
        "a: [" + ("[" + "x,".repeat(4_999) + "],").repeat(101) + "]",
        "w:1:1000097: the file has more than 500000 values, aliases expanded");
    whole(
        Rule.YAML_TOO_MANY_NODES,
        "a: [" + "x,".repeat(5_001) + "]",
        "w:1:10005: a list or mapping has more than 5000 entries");
    whole(
        Rule.YAML_TOO_MANY_NODES,
        manyKeys(5_001),
        "w:5001:1: a list or mapping has more than 5000 entries");
    whole(
        Rule.YAML_UNKNOWN_ALIAS,
        "a: &a [*a]",
        "w:1:8: alias '*a' names no anchor that is complete before it");
    workflow(
        Rule.YAML_DUPLICATE_KEY,
        "name: demo",
        "name: demo\nname: other",
        "w:3:1: key 'name' is given twice");
    whole(
        Rule.YAML_KEY,
        "{a: 1}: b",
        "w:1:1: a key must be text, not a mapping; put quotes around text with braces");
    workflow(
        Rule.YAML_TAG,
        "name: demo",
        "name: !!str demo",
        "w:2:7: type tags such as 'tag:yaml.org,2002:str' are not allowed");
    whole(
        Rule.YAML_MANY_DOCUMENTS,
        "a: 1\n---\nb: 2\n",
        "w:2:1: the file has more than one YAML document");
    whole(Rule.YAML_EMPTY, "", "w:1:1: the file is empty");
    whole(Rule.YAML_EMPTY, "# nothing\n\n", "w:1:1: the file is empty");
    whole(Rule.YAML_EMPTY, "---\n", "w:2:1: the file is empty");

    whole(
        Rule.WORKFLOW_NOT_A_MAPPING,
        "- a\n",
        "w:1:1: a workflow is a mapping of keys ('version: …'), not a list");
    whole(
        Rule.WORKFLOW_NOT_A_MAPPING,
        "hello",
        "w:1:1: a workflow is a mapping of keys ('version: …'), not text");
    workflow(
        Rule.WORKFLOW_UNKNOWN_KEY,
        "endpoint: /a",
        "endpoint: /a\n    expectedstatus: 200",
        "w:12:5: unknown key 'expectedstatus' in stage 'first'; did you mean 'expectedStatus'?");
    workflow(
        Rule.WORKFLOW_UNKNOWN_KEY,
        "name: demo",
        "name: demo\nzzz: 1",
        "w:3:1: unknown key 'zzz' in the workflow");
    workflow(Rule.WORKFLOW_MISSING_KEY, "name: demo\n", "", "w:1:1: the workflow has no 'name'");
    workflow(
        Rule.WORKFLOW_MISSING_KEY, "name: demo", "name: ' '", "w:2:7: the workflow has no 'name'");
    workflow(
        Rule.WORKFLOW_WRONG_TYPE,
        "name: demo",
        "name: [demo]",
        "w:2:7: 'name' in the workflow must be text, not a list");
    workflow(
        Rule.WORKFLOW_WRONG_TYPE,
        "name: demo",
        "name: demo\noutput: yes",
        "w:3:9: 'output' in the workflow must be true or false");
    workflow(
        Rule.WORKFLOW_WRONG_VALUE,
        "type: Number",
        "type: Nummer",
        "w:5:25: 'Nummer' is not an input type; did you mean 'Number'?");
    workflow(
        Rule.WORKFLOW_WRONG_VALUE,
        "endpoint: /a",
        "endpoint: /a\n    expectedStatuses: [200, 20]",
        "w:12:29: '20' is not an HTTP status (100 to 599)");
    workflow(
        Rule.WORKFLOW_DUPLICATE_NAME,
        "name: second",
        "name: FIRST",
        "w:15:11: stage 'FIRST' is given twice; names ignore case");
    workflow(
        Rule.WORKFLOW_UNADDRESSABLE_NAME,
        "name: second",
        "name: v1.second",
        "w:15:11: stage 'v1.second' has a '.' in it, so that no token can name it");
    workflow(
        Rule.WORKFLOW_UNKNOWN_KIND,
        "name: second\n    kind: Http",
        "name: second\n    kind: Endpiont",
        "w:16:11: unknown stage kind 'Endpiont'; did you mean 'Endpoint'?");
    workflow(
        Rule.WORKFLOW_UNKNOWN_VERB,
        "httpVerb: GET",
        "httpVerb: GTE",
        "w:12:15: unknown httpVerb 'GTE'; did you mean 'GET'?");
    workflow(
        Rule.WORKFLOW_UNKNOWN_STAGE,
        "\"/b/{{stage:first.",
        "\"/b/{{stage:frist.",
        "w:18:21: unknown stage 'frist'; did you mean 'first'?");
    workflow(
        Rule.WORKFLOW_FORWARD_REFERENCE,
        "endpoint: /a",
        "endpoint: '/a/{{stage:second.response.status}}'",
        "w:11:21: stage 'second' runs later and has no result yet");
    workflow(
        Rule.WORKFLOW_FORWARD_REFERENCE,
        "endpoint: /a",
        "endpoint: /a\n    message: '{{stage:first.output.accountId}}'",
        "w:12:17: stage 'first' is this stage itself and has no result yet");
    workflow(
        Rule.WORKFLOW_UNKNOWN_OUTPUT,
        "{\"id\": \"{{stage:first.output.accountId}}\"}",
        "{\"id\": \"{{stage:first.output.acountId}}\"}",
        "w:22:17: stage 'first' has no output 'acountId'; did you mean 'accountId'?");
    workflow(Rule.WORKFLOW_HEADER, "X-User", "X User", "w:20:15: 'X User' is not a header name");
    workflow(
        Rule.WORKFLOW_HEADER,
        "{X-User: \"",
        "{X-User: \"a\\r\\nX: b",
        "w:20:23: the value of header 'X-User' has a line break or control character");
    workflow(
        Rule.WORKFLOW_HEADER,
        "X-User",
        "Content-length",
        "w:20:15: header 'Content-length' is made by clew and cannot be given");
    workflow(
        Rule.WORKFLOW_ENDPOINT,
        "endpoint: /a",
        "endpoint: '/a/{id}'",
        "w:11:15: '{' is not allowed in an endpoint; a token is written {{…}}");
    workflow(
        Rule.WORKFLOW_ENDPOINT,
        "endpoint: /a",
        "endpoint: 'http://{{input.user}}/'",
        "w:11:15: the host of an endpoint must be literal; put '/' before the token");

    workflow(
        Rule.TEMPLATE_SYNTAX,
        "\"{{input.user}}\"",
        "\"ab {{input.user\"",
        "w:20:27: '{{' is not closed by '}}'; write '{{{{' for two literal braces");
    workflow(
        Rule.TEMPLATE_SYNTAX,
        "\"{{input.user}}\"",
        "\"{{env.HOME}}\"",
        "w:20:30: env needs ':' and one name; did you mean 'env:HOME'?");
    workflow(
        Rule.TEMPLATE_UNKNOWN_ROOT,
        "{{input.user}}",
        "{{imput.user}}",
        "w:20:26: unknown token root 'imput'; did you mean 'input'?");
    workflow(
        Rule.TEMPLATE_ARGUMENT,
        "{{input.user}}",
        "{{rand:text(8, 'alhpa')}}",
        "w:20:40: 'alhpa' is not a character set; did you mean 'alpha'?");
    workflow(
        Rule.INIT_CONFLICT,
        "stages:",
        "initStage:\n  variables:\n    - {name: at, type: Date, value: \"2024-01-01\"}\nstages:",
        "w:9:30: variable 'at' must be of type 'Fixed' when it has a value, not 'Date'");
    workflow(
        Rule.INIT_UNUSED_KEY,
        "stages:",
        "initStage:\n  variables:\n    - {name: id, type: Guid, length: 8}\nstages:",
        "w:9:30: 'length' has no effect in variable 'id' of type Guid");
    workflow(
        Rule.TEMPLATE_UNKNOWN_INPUT,
        "{{input.user}}",
        "{{input.uesr}}",
        "w:20:26: the workflow declares no input 'uesr'; did you mean 'user'?");
    workflow(
        Rule.TEMPLATE_NO_RESPONSE,
        "{{input.user}}",
        "{{response.status}}",
        "w:20:26: {{response.status}} can stand only where a stage has its answer: in 'output', 'message', 'set', 'context', 'assertions', 'onStatus' and 'ensure'");
    workflow(
        Rule.EXPRESSION_SYNTAX,
        "endpoint: /a",
        "endpoint: /a\n    runIf: '1 = 2'",
        "w:12:15: unexpected '='; write '==' to compare");
    workflow(
        Rule.EXPRESSION_UNKNOWN_FUNCTION,
        "endpoint: /a",
        "endpoint: /a\n    runIf: emtpy(a)",
        "w:12:12: unknown function 'emtpy'; did you mean 'empty'?");
    workflow(
        Rule.EXPRESSION_QUOTED_TOKEN,
        "endpoint: /a",
        "endpoint: /a\n    runIf: a == '{{input.user}}'",
        "w:12:17: a token in quotes is plain text here; write it without quotes");
    workflow(
        Rule.BODY_NOT_JSON,
        "      {\"id\": \"{{stage:first.output.accountId}}\"}",
        "      {\"id\": \"{{stage:first.output.accountId}}\"\n      , }",
        "w:23:7: the body is not JSON: unexpected character; values are inserted without escaping");

    inputs(
        Rule.INPUT_UNDECLARED,
        Map.of("usr", text("x")),
        "--input: the workflow declares no input 'usr'; did you mean 'user'?");
    workflow(
        Rule.INPUT_MISSING,
        "{name: user, type: Text, required: false}",
        "{name: user, type: Text}",
        "w:4:12: required input 'user' was not supplied");
    inputs(
        Rule.INPUT_TYPE,
        Map.of("count", text("many")),
        "--input: input 'count' must be a JSON number");
    inputs(
        Rule.INPUT_FORMAT,
        Map.of("day", text("tomorrow")),
        "--input: input 'day' does not look like a Date");
    inputs(
        Rule.INPUT_GIVEN_TWICE,
        new java.util.TreeMap<>(Map.of("User", text("x"), "user", text("y"))),
        "--input: input 'user' is given twice; names ignore case");
    workflow(
        Rule.ENVIRONMENT_NOT_SET,
        "{{input.user}}",
        "{{env:TOKEN}}",
        "w:20:26: environment variable 'TOKEN' is not set");

    catalog(
        Rule.CATALOG_NOT_A_LIST,
        "version: 1",
        "c:1:1: a catalog is a list of versions ('- version: …'), not a mapping");
    CASES.add(
        new Case(
            Rule.CATALOG_MISSING,
            WORKFLOW,
            null,
            Map.of(),
            Map.of(),
            "w:10:13: api 'svc' has no base URL: there is no catalog and no base URL was given for it"));
    CASES.add(
        new Case(
            Rule.CATALOG_EMPTY,
            WORKFLOW,
            "[]",
            Map.of("svc", "http://h"),
            Map.of(),
            "c:1:1: the catalog has no versions"));
    inCatalog(
        Rule.CATALOG_UNKNOWN_KEY,
        "    baseUrl:",
        "    baseURI: x\n      baseUrl:",
        "c:4:7: unknown key 'baseURI' in the definition; did you mean 'baseUrl'?");
    inCatalog(
        Rule.CATALOG_MISSING_KEY,
        "definitions:",
        "definitions:\n    - {name: other}",
        "c:3:7: the definition has no 'baseUrl'");
    inCatalog(
        Rule.CATALOG_WRONG_TYPE,
        "definitions:",
        "definitions:\n    - nothing",
        "c:3:7: a definition must be a mapping, not text");
    inCatalog(
        Rule.CATALOG_WRONG_VALUE,
        "baseUrl:",
        "port: 99999\n      baseUrl:",
        "c:4:13: 'port' must be a whole number from 1 to 65535");
    inCatalog(
        Rule.CATALOG_DUPLICATE_NAME,
        "definitions:",
        "definitions:\n    - {name: SVC, baseUrl: {local: http://h}}",
        "c:4:13: definition 'svc' is given twice; names ignore case");
    inCatalog(
        Rule.CATALOG_OTHER_VERSION,
        "\"1.0\"",
        "\"1.1\"",
        "w:1:10: the catalog has no version '1.0'; version '1.1' is used");
    inCatalog(
        Rule.CATALOG_UNKNOWN_DEFINITION,
        "name: svc",
        "name: svcs",
        "w:10:13: the catalog has no definition 'svc'; did you mean 'svcs'?");
    inCatalog(
        Rule.CATALOG_NO_BASE_URL,
        "local:",
        "lcoal:",
        "c:3:13: definition 'svc' has no base URL for environment 'local'; it has lcoal, prod; did you mean 'lcoal'?");
    inCatalog(
        Rule.CATALOG_BAD_URL,
        "http://127",
        "ftp://127",
        "c:5:16: the base URL of 'svc' is wrong: it does not start with http:// or https://");
    inCatalog(
        Rule.CATALOG_BAD_URL,
        "http://127.0.0.1:1",
        "'http://{{env:HOST}}'",
        "c:5:16: {{env:HOST}} in a base URL is not set");
    CASES.add(
        new Case(
            Rule.CATALOG_UNKNOWN_OVERRIDE,
            WORKFLOW,
            CATALOG,
            Map.of("scv", "http://h"),
            Map.of(),
            "--base-url: a base URL is given for 'scv', which is not an API here; did you mean 'svc'?"));
  }

  private static String manyKeys(int count) {
    StringBuilder yaml = new StringBuilder();
    for (int key = 1; key <= count; key++) {
      yaml.append('k').append(key).append(": 1\n");
    }
    return yaml.toString();
  }

  private static Supplied text(String value) {
    return new Supplied.Text(value, "--input");
  }

  private static void whole(Rule rule, String workflow, String expected) {
    CASES.add(new Case(rule, workflow, CATALOG, Map.of(), Map.of(), expected));
  }

  private static void workflow(Rule rule, String old, String replacement, String expected) {
    whole(rule, edited(WORKFLOW, old, replacement), expected);
  }

  private static void inputs(Rule rule, Map<String, Supplied> inputs, String expected) {
    CASES.add(new Case(rule, WORKFLOW, CATALOG, Map.of(), inputs, expected));
  }

  private static void catalog(Rule rule, String catalog, String expected) {
    CASES.add(new Case(rule, WORKFLOW, catalog, Map.of(), Map.of(), expected));
  }

  private static void inCatalog(Rule rule, String old, String replacement, String expected) {
    catalog(rule, edited(CATALOG, old, replacement), expected);
  }

  private static String edited(String text, String old, String replacement) {
    int at = text.indexOf(old);
    if (at < 0) {
      throw new IllegalArgumentException("not in the fixture: " + old);
    }
    return text.substring(0, at) + replacement + text.substring(at + old.length());
  }

  static Stream<Case> cases() {
    return CASES.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plan_oneMistake_isTheOneDiagnostic(Case one) {
    Planning planning = Planner.plan(request(one));
    assertThat(planning.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(one.expected());
    Diagnostic only = planning.diagnostics().getFirst();
    assertThat(only.rule()).isEqualTo(one.rule());
    assertThat(planning instanceof Planning.Refused).isEqualTo(only.isError());
    assertThat(only.isError()).isEqualTo(one.rule().severity() == Diagnostic.Severity.ERROR);
  }

  @Test
  void cases_together_breakEveryRule() {
    Set<Rule> untested = EnumSet.allOf(Rule.class);
    untested.remove(Rule.TOO_MANY_MISTAKES); // never alone; DiagnosticsTest and HostileSizeTest
    // of environment files: EnvironmentFileTest
    untested.remove(Rule.ENVIRONMENT_SYNTAX);
    untested.remove(Rule.ENVIRONMENT_CIRCULAR);
    untested.remove(Rule.ENVIRONMENT_GIVEN_TWICE);
    // only of a mocked run: UnmockedStagesTest
    untested.remove(Rule.WORKFLOW_NOT_MOCKED);
    // plug-ins are known to the command line only: StagePluginsTest
    untested.remove(Rule.WORKFLOW_PLUGIN);
    // CatalogReaderTest
    untested.remove(Rule.CATALOG_CONTRACT);
    untested.remove(Rule.CATALOG_LATENCY);
    untested.remove(Rule.CATALOG_UNKNOWN_LATENCY_PROFILE);
    // Of other files and of what is found after a plan is made: contract/ and cli/ test these.
    untested.removeIf(rule -> rule.id().matches("(contract|dependency|config)[.].*"));
    CASES.forEach(each -> untested.remove(each.rule()));
    BrokenFiles.all().forEach(file -> file.rules().forEach(untested::remove));
    assertThat(untested).isEmpty();
  }

  @Test
  void plan_fixture_hasNoMistake() {
    Planning planning =
        Planner.plan(
            request(new Case(Rule.YAML_SYNTAX, WORKFLOW, CATALOG, Map.of(), Map.of(), "")));
    assertThat(planning.diagnostics()).isEmpty();
    assertThat(planning).isInstanceOf(Planning.Ready.class);
  }

  @Test
  void ids_ofAllRules_differ() {
    assertThat(Stream.of(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
  }

  private static PlanRequest request(Case one) {
    String catalog = one.catalog();
    return new PlanRequest(
        new SourceFile("w", one.workflow()),
        catalog == null ? null : new SourceFile("c", catalog),
        "local",
        one.baseUrls(),
        one.inputs(),
        EnvironmentVariables.NONE);
  }

  @Test
  void plan_secretOfWrongType_isNotShown() {
    String secret = "hunter2-not-a-number";
    String workflow = edited(WORKFLOW, "type: Number,", "type: Number, secret: true,");
    Map<String, Supplied> inputs = Map.of("count", new Supplied.Value(Json.of(secret), "--input"));
    Planning planning =
        Planner.plan(request(new Case(Rule.INPUT_TYPE, workflow, CATALOG, Map.of(), inputs, "")));
    assertThat(planning.diagnostics()).hasSize(1);
    assertThat(planning.toString()).doesNotContain(secret);
  }
}
