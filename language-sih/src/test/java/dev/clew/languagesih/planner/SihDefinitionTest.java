package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.languagesih.TestRequest;
import dev.clew.languagesih.TestWorkflows;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.StageEdge;
import dev.clew.plan.api.ApiEntry;
import dev.clew.plan.api.ApiUrl;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.ExpectedStatuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SihDefinitionTest {
  @Test
  void plan_seed_isResolved() {
    Plan plan = ready(TestWorkflows.seed());
    assertThat(plan.name()).isEqualTo("customer-onboarding");
    assertThat(plan.version()).isEqualTo("3.11");
    assertThat(plan.id()).isNull();
    assertThat(plan.description()).isEqualTo("Full customer onboarding with payment setup");
    assertThat(plan.environment()).isEqualTo("local");
    assertThat(plan.stages())
        .extracting(PlannedStage::name)
        .containsExactly(
            "create-account",
            "issue-jwt",
            "setup-payment",
            "activate-subscription",
            "send-welcome-email");
    assertThat(plan.apis())
        .extracting(each -> each.url("/api/x"))
        .containsExactly(
            "http://127.0.0.1:8081/api/x",
            "http://127.0.0.1:8082/api/x",
            "http://127.0.0.1:9084/api/x",
            "http://127.0.0.1:8083/v1/api/x");
    assertThat(plan.sources())
        .extracting(each -> each.role() + " " + each.file().logicalName())
        .containsExactly("WORKFLOW customer-onboarding.workflow", "CATALOG api.catalog");
    assertThat(plan.endOutputs().names())
        .containsExactly("accountId", "accountStatus", "paymentCustomerId", "subscriptionStatus");
  }

  @Test
  void plan_seedStages_haveSpecs() {
    Plan plan = ready(TestWorkflows.seed());
    EndpointSpec activate = spec(plan, "activate-subscription");
    assertThat(activate.method()).isEqualTo("POST");
    assertThat(activate.expected().listed()).containsExactly(200, 201, 402);
    assertThat(activate.contentType()).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(activate.body()).isOpaque()).isFalse();
    assertThat(spec(plan, "issue-jwt").expected()).isEqualTo(ExpectedStatuses.ANY_2XX);
    PlannedStage email = Objects.requireNonNull(plan.stage("SEND-welcome-email"));
    assertThat(Objects.requireNonNull(email.settings().runIf()).text()).contains("== 200 ||");
    assertThat(email.references())
        .containsExactly(
            new StageEdge("activate-subscription", "response.status", "runIf"),
            new StageEdge("create-account", "output.accountId", "body"));
    assertThat(Objects.requireNonNull(plan.stage("activate-subscription")).references())
        .containsExactly(
            new StageEdge("issue-jwt", "output.jwt", "headers.Authorization"),
            new StageEdge("setup-payment", "output.paymentCustomerId", "body"));
  }

  @Test
  void plan_crlfLineEnds_areTheSame() {
    Plan unix = ready(TestWorkflows.seed());
    Plan windows = ready(TestWorkflows.seed().replace("\n", "\r\n"));
    assertThat(windows.stages().getLast().references())
        .isEqualTo(unix.stages().getLast().references());
    assertThat(bodyText(windows)).isEqualTo(bodyText(unix));
  }

  @Test
  void plan_manyMistakes_areReportedTogetherInOrder() {
    String workflow =
        """
        version: "9"
        nmae: x
        input:
          - {name: a, type: Txt}
          - {name: A}
        stages:
          - name: one
            kind: Http
            apiRef: svcx
            endpoint: /a b
            httpVerb: GETT
            runIf: "exists({{input.b}}"
            headers: {Authorization: "{{stage:two.output.x}}"}
            output: {k: "{{respons.body}}"}
          - name: two
            kind: Endpoint
            endpoint: /x
            httpVerb: POST
            retry: {}
        endStage:
          output: {z: "{{stage:one.output.kk}}"}
          result: {}
        """;
    TestRequest request =
        new TestRequest(
            new SourceFile("w", workflow),
            new PlanRequest(
                new SourceFile("c", "- version: \"9\"\n  definitions: [{name: svc}]\n"),
                "local",
                Map.of("svcy", "http://h"),
                Map.of("c", new Supplied.Text("1", "--input")),
                EnvironmentVariables.NONE));
    Planning planning = request.plan();
    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(planning.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(
            "w:1:1: the workflow has no 'name'",
            "w:2:1: unknown key 'nmae' in the workflow; did you mean 'name'?",
            "w:4:12: required input 'a' was not supplied",
            "w:4:21: 'Txt' is not an input type; did you mean 'Text'?",
            "w:5:12: input 'A' is given twice; names ignore case",
            "w:9:13: the catalog has no definition 'svcx'; did you mean 'svc'?",
            "w:10:15: ' ' is not allowed in an endpoint; percent-encode it",
            "w:11:15: unknown httpVerb 'GETT'; did you mean 'GET'?",
            "w:12:31: ')' is expected at the end",
            "w:13:33: stage 'two' runs later and has no result yet",
            "w:14:20: unknown token root 'respons'; did you mean 'response'?",
            "w:15:5: stage 'two' has no 'apiRef'",
            "w:19:12: 'retry' of stage 'two' has no 'httpStatus'",
            "w:19:12: 'retry' of stage 'two' has no 'maxRetries'",
            "w:19:12: 'retry' of stage 'two' has no 'delayMs'",
            "w:21:18: stage 'one' has no output 'kk'; did you mean 'k'?",
            "c:2:17: the definition has no 'baseUrl'",
            "--input: the workflow declares no input 'c'",
            "base URL: a base URL is given for 'svcy', which is not an API here; did you mean 'svc'?");
  }

  @Test
  void plan_brokenCatalog_isOneDiagnostic() {
    TestRequest seed = TestWorkflows.request(TestWorkflows.seed());
    Planning planning =
        new SihLanguage()
            .read(seed.workflow(), Set::of)
            .plan(
                new PlanRequest(
                    new SourceFile("c", "- ["),
                    "local",
                    Map.of(),
                    TestWorkflows.INPUTS,
                    EnvironmentVariables.NONE));
    assertThat(planning.diagnostics()).extracting(Diagnostic::id).containsExactly("yaml.syntax");
  }

  @Test
  void plan_warningsOnly_isReady() {
    String workflow =
        TestWorkflows.seed().replace("Bearer {{stage:issue-jwt.output.jwt}}", "{{env:TOKEN}}");
    Planning planning = TestWorkflows.request(workflow).plan();
    assertThat(planning).isInstanceOf(Planning.Ready.class);
    assertThat(planning.diagnostics())
        .extracting(Diagnostic::id)
        .containsExactly("environment.not-set");
  }

  @Test
  void plan_references_renameApis() {
    String workflow =
        TestWorkflows.seed()
            .replace(
                "stages:\n",
                "references:\n  apis:\n    - {name: accounts, definition: AUTH}\nstages:\n");
    assertThat(Objects.requireNonNull(spec(ready(workflow), "create-account").api()).baseUrl())
        .isEqualTo("http://127.0.0.1:8082");
  }

  @Test
  void plan_config_winsOverTheStage() {
    String workflow =
        TestWorkflows.seed()
            .replace(
                "endpoint: \"/api/accounts\"",
                "endpoint: \"/api/accounts\"\n    config: {endpoint: /other, httpVerb: put, headers: {X: y}}");
    EndpointSpec spec = spec(ready(workflow), "create-account");
    assertThat(spec.endpoint().written()).isEqualTo("/other");
    assertThat(spec.method()).isEqualTo("PUT");
    assertThat(spec.headers()).hasSize(1);
    assertThat(spec.body()).isNotNull();
  }

  @Test
  void plan_bothStatuses_pluralWins() {
    String workflow =
        TestWorkflows.seed()
            .replace(
                "expectedStatus: 201", "expectedStatus: 201\n    expectedStatuses: [404, 404]");
    ExpectedStatuses expected = spec(ready(workflow), "create-account").expected();
    assertThat(expected.listed()).isEqualTo(List.of(404));
    assertThat(expected.accept(404)).isTrue();
    assertThat(expected.accept(201)).isFalse();
    assertThat(expected.text()).isEqualTo("404");
    assertThat(ExpectedStatuses.ANY_2XX.accept(204)).isTrue();
    assertThat(ExpectedStatuses.ANY_2XX.accept(302)).isFalse();
    assertThat(ExpectedStatuses.ANY_2XX.text()).isEqualTo("2xx");
  }

  @Test
  void plan_secretOutput_mustBeAnOutput() {
    String workflow =
        TestWorkflows.seed()
            .replace(
                "jwt: \"{{response.body.token}}\"",
                "jwt: \"{{response.body.token}}\"\n    secretOutputs: [JWT, jwtt]");
    Planning planning = TestWorkflows.request(workflow).plan();
    assertThat(planning.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("secret output 'jwtt' is not an output");
    Plan plan = ready(workflow.replace(", jwtt", ""));
    assertThat(Objects.requireNonNull(plan.stage("issue-jwt")).settings().outputs().isSecret("jwt"))
        .isTrue();
  }

  private static Plan ready(String workflow) {
    Planning planning = TestWorkflows.request(workflow).plan();
    assertThat(planning.diagnostics()).extracting(Diagnostic::render).isEmpty();
    return ((Planning.Ready) planning).plan();
  }

  private static String bodyText(Plan plan) {
    return Objects.requireNonNull(spec(plan, "create-account").body()).content().written();
  }

  private static EndpointSpec spec(Plan plan, String stage) {
    return (EndpointSpec) Objects.requireNonNull(plan.stage(stage)).spec();
  }

  @Test
  void plan_urlOfAContract_isWorkedOutWhenItIsAsked() {
    List<String> asked = new ArrayList<>();
    Planning planning =
        new TestRequest(
                new SourceFile(
                    "w",
                    """
                    version: "1"
                    name: w
                    references: {environmentFile: w.env}
                    stages:
                      - {name: s, kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET}
                    """),
                new PlanRequest(
                    new SourceFile(
                        "c",
                        "- {version: \"1\", definitions: [{name: svc, baseUrl: {local: http://h},"
                            + " openApiUrl: 'http://{{env:HOST}}/{{env:KEY}}'}]}"),
                    "local",
                    Map.of(),
                    Map.of(),
                    name -> {
                      asked.add(name);
                      return "of-the-process";
                    },
                    (from, path) ->
                        new WorkflowFiles.Read.Text(new SourceFile(path, "HOST=of-the-file\n"))))
            .plan();
    Plan plan = ((Planning.Ready) planning).plan();
    assertThat(asked).doesNotContain("KEY");
    ApiEntry entry = Objects.requireNonNull(plan.apis().getFirst().entry());
    assertThat(Objects.requireNonNull(entry.contract()).resolve())
        .isEqualTo(new ApiUrl.Resolved.Found("http://of-the-file/of-the-process"));
    assertThat(asked).contains("KEY");
  }
}
