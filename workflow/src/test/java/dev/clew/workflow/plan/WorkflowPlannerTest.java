package dev.clew.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.Retry;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Children, files, the order of stages, and what is allowed because of it.
class WorkflowPlannerTest {
  private static final String STAGE =
      "{kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET, name: ";
  private static final String CHILD =
      """
      version: "1.0"
      name: child
      input: [{name: user, required: false}]
      stages:
        - {kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET, name: token}
      endStage:
        output: {jwt: "{{stage:token.output.body}}"}
      """;

  private final List<String> reads = new ArrayList<>();

  private static String workflow(String top, String... stages) {
    StringBuilder out = new StringBuilder("version: \"1.0\"\nname: demo\n").append(top);
    out.append("stages:\n");
    for (String stage : stages) {
      out.append("  - ").append(stage).append('\n');
    }
    return out.toString();
  }

  private Planning planning(String workflow, Map<String, String> files) {
    return Planner.plan(
        new PlanRequest(
            new SourceFile("w", workflow),
            new SourceFile(
                "c",
                "- version: \"1.0\"\n  definitions: [{name: svc, baseUrl: {local: \"http://h\"}}]\n"),
            "local",
            Map.of(),
            definition -> Map.of("folder", new Supplied.Text("children", "--input")),
            name -> name.equals("FOLDER") ? "children" : null,
            (from, path) -> read(from, path, files),
            Set.of("Slack"),
            null,
            true));
  }

  private WorkflowFiles.Read read(String from, String path, Map<String, String> files) {
    reads.add(from + " " + path);
    String text = files.get(path);
    return text == null
        ? new WorkflowFiles.Read.Failed(path + ": no such file")
        : new WorkflowFiles.Read.Text(new SourceFile(path, text));
  }

  private Plan ready(String workflow, Map<String, String> files) {
    String declared = workflow.contains("input:") ? "" : "input: [{name: folder}]\n";
    Planning planning = planning(workflow.replaceFirst("stages:", declared + "stages:"), files);
    assertThat(planning.diagnostics()).extracting(Diagnostic::render).isEmpty();
    return ((Planning.Ready) planning).plan();
  }

  private List<String> problems(String workflow) {
    Planning planning =
        planning(workflow.replaceFirst("stages:", "input: [{name: folder}]\nstages:"), Map.of());
    return planning.diagnostics().stream().map(Diagnostic::message).toList();
  }

  @Test
  void plan_childUsedTwice_isReadOnce() {
    String references =
        "references: {workflows: [{name: a, path: x.workflow}, {name: b, path: x.workflow}]}\n";
    Plan plan =
        ready(
            workflow(
                references,
                "{kind: Workflow, name: one, workflowRef: a}",
                "{kind: Workflow, name: two, workflowRef: B, inputs: {user: '{{stage:one.output.jwt}}'}}"),
            Map.of("x.workflow", CHILD));
    assertThat(reads).containsExactly("w x.workflow");
    WorkflowSpec one = (WorkflowSpec) plan.stages().get(0).spec();
    WorkflowSpec two = (WorkflowSpec) plan.stages().get(1).spec();
    assertThat(two.workflow()).isSameAs(one.workflow());
    assertThat(plan.stages().get(1).references())
        .containsExactly(new StageReference("one", "output.jwt", "inputs.user"));
    assertThat(plan.sources())
        .extracting(Plan.Source::role)
        .containsExactly(Plan.Role.WORKFLOW, Plan.Role.CATALOG, Plan.Role.CHILD_WORKFLOW);
  }

  /// A walk along every call would meet a million workflows.
  @Test
  void withChildren_everyLevelCallsTheNextTwice_isEachFileOnceInOrder() {
    List<String> names = new ArrayList<>(List.of("w"));
    Map<String, String> files = new HashMap<>();
    for (int level = 1; level <= WorkflowPlanner.MAX_LEVELS; level++) {
      names.add("x" + level);
      files.put(
          "x" + level, level == WorkflowPlanner.MAX_LEVELS ? CHILD : callsTwice("x" + (level + 1)));
    }
    Plan plan = ready(callsTwice("x1"), files);
    assertThat(plan.workflow().withChildren())
        .extracting(PlannedWorkflow::file)
        .containsExactlyElementsOf(names);
  }

  private static String callsTwice(String file) {
    return workflow(
        "references: {workflows: [{name: a, path: " + file + "}]}\n",
        "{kind: Workflow, name: one, workflowRef: a}",
        "{kind: Workflow, name: two, workflowRef: a}");
  }

  @Test
  void withChildren_ofAStageAndOfAChild_standsWhereItIsCalledFirst() {
    String references =
        "references: {workflows: [{name: a, path: a}, {name: b, path: b}, {name: c, path: c}]}\n";
    Plan plan =
        ready(
            workflow(
                references,
                "{kind: Workflow, name: one, workflowRef: a}",
                "{kind: Workflow, name: two, workflowRef: b}",
                "{kind: Workflow, name: three, workflowRef: c}"),
            Map.of("a", callsTwice("c"), "b", callsTwice("c"), "c", CHILD));
    assertThat(plan.workflow().withChildren())
        .extracting(PlannedWorkflow::file)
        .containsExactly("w", "a", "c", "b");
  }

  @Test
  void plan_pathWithTokens_isReplaced() {
    String references =
        "references: {workflows: [{name: a, path: '{{env:FOLDER}}/x.workflow'},"
            + " {name: b, path: '{{input.folder}}/x.workflow'}]}\n";
    ready(
        workflow(
            references,
            "{kind: Workflow, name: one, workflowRef: a}",
            "{kind: Workflow, name: two, workflowRef: b}"),
        Map.of("children/x.workflow", CHILD));
    assertThat(reads).containsExactly("w children/x.workflow");
  }

  @Test
  void plan_environmentFile_isReadAndItsValuesAreNotKept() {
    Plan plan =
        ready(
            workflow(
                "references: {environmentFile: my.env}\n",
                STAGE + "a, headers: {X: '{{env:KEY}}'}}"),
            Map.of("my.env", "KEY=hunter2\n"));
    assertThat(plan.workflow().environment().get("KEY")).isEqualTo("hunter2");
    assertThat(plan.sources().getLast().file().text()).isEqualTo("KEY=\n");
  }

  @Test
  void plan_bodyFile_isTheBodyAndASource() {
    Plan plan =
        ready(
            workflow("", STAGE + "a, bodyFile: x.json}"),
            Map.of("x.json", "{\"a\": \"{{input.folder}}\"}"));
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    assertThat(spec.bodyFile()).isNull();
    assertThat(Objects.requireNonNull(spec.body()).form()).isEqualTo(Body.Form.JSON);
    assertThat(spec.contentType()).isEqualTo("application/json");
    assertThat(plan.sources().getLast().role()).isEqualTo(Plan.Role.FILE);
  }

  @Test
  void plan_bodyFileOfARun_isLeftToTheRun() {
    Plan plan = ready(workflow("", STAGE + "a, bodyFile: '{{input.folder}}/x.json'}"), Map.of());
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    assertThat(Objects.requireNonNull(spec.bodyFile()).hasTokens()).isTrue();
    assertThat(spec.contentType()).isEqualTo("application/json");
    assertThat(reads).isEmpty();
  }

  @Test
  void plan_withoutDependsOn_isAChain() {
    Plan plan = ready(workflow("", STAGE + "a}", STAGE + "b}", STAGE + "c}"), Map.of());
    assertThat(plan.stages())
        .extracting(PlannedStage::dependsOn)
        .containsExactly(List.of(), List.of(0), List.of(1));
  }

  @Test
  void plan_dependsOn_areIndexes() {
    Plan plan =
        ready(
            workflow(
                "",
                STAGE + "a}",
                STAGE + "b, dependsOn: []}",
                STAGE + "c, dependsOn: [A, b, a]}",
                STAGE + "d, query: {x: '{{stage:a.response.status}}'}}"),
            Map.of());
    assertThat(plan.stages())
        .extracting(PlannedStage::dependsOn)
        .containsExactly(List.of(), List.of(), List.of(0, 1), List.of(2));
    assertThat(plan.stages().get(3).references()).hasSize(1);
  }

  @Test
  void plan_dependencyBehindItInTheFile_canBeUsed() {
    Plan plan =
        ready(
            workflow(
                "",
                STAGE + "a, dependsOn: [b], query: {x: '{{stage:b.response.status}}'}}",
                STAGE + "b, dependsOn: []}"),
            Map.of());
    assertThat(plan.stages().getFirst().references())
        .containsExactly(new StageReference("b", "response.status", "query.x"));
  }

  @Test
  void plan_laterStageThatAJumpRepeats_canBeUsed() {
    String first = STAGE + "a, query: {x: '{{stage:c.response.status?}}'}}";
    assertThat(problems(workflow("", first, STAGE + "b}", STAGE + "c, jumpOnStatus: {202: a}}")))
        .isEmpty();
    assertThat(
            problems(
                workflow(
                    "",
                    first,
                    STAGE + "b, jumpOnStatus: {203: a}}",
                    STAGE + "c, jumpOnStatus: {202: b}}")))
        .isEmpty();
    assertThat(problems(workflow("", first, STAGE + "b, jumpOnStatus: {202: a}}", STAGE + "c}")))
        .containsExactly("stage 'c' runs later and has no result yet");
  }

  @Test
  void plan_ownOutputs_canBeUsedWhenItIsDone() {
    String own = "'{{stage:a.output.http_status}}'";
    assertThat(
            problems(
                workflow(
                    "",
                    STAGE
                        + "a, set: {x: "
                        + own
                        + "}, context: {y: "
                        + own
                        + "}, assertions: [{actual: "
                        + own
                        + ", operator: notEmpty}]}",
                    STAGE + "b, headers: {X: '{{global.x}}', Y: '{{context.y}}'}}")))
        .isEmpty();
  }

  @Test
  void plan_outputsThatOnlyACaseGives_areKnown() {
    assertThat(
            problems(
                workflow(
                    "",
                    STAGE
                        + "a, onStatus: {402: {output: {u: x}}}, ensure: {output: {v: x}},"
                        + " onSkip: {output: {w: x}}, dataFile: d, secretOutputs: [u, v, w]}",
                    STAGE
                        + "b, query: {a: '{{stage:a.output.u}}', b: '{{stage:a.output.v}}',"
                        + " c: '{{stage:a.output.w}}', d: '{{stage:a.output.ensure_status}}',"
                        + " e: '{{stage:a.output.foreach_items}}', f: '{{stage:a.output.existed}}'}}")))
        .isEmpty();
  }

  @Test
  void plan_pathOfAFixedVariable_isKnownBeforeTheRun() {
    Plan plan =
        ready(
            """
            version: "1.0"
            name: parent
            references:
              workflows: [{name: child, path: "{{global:dir}}/{{context:file}}"}]
            initStage:
              variables:
                - {name: root, type: Fixed, value: "{{env:FOLDER}}"}
                - {name: dir, type: Fixed, value: "./{{global:root}}"}
              context:
                file: child.workflow
            stages:
              - {name: call, kind: Workflow, workflowRef: child}
            """,
            Map.of(
                "./children/child.workflow",
                "version: \"1.0\"\nname: child\nstages: [{name: s, kind: Http, apiRef: svc,"
                    + " endpoint: /x, httpVerb: GET}]\n"));
    assertThat(plan.stages().getFirst().spec()).isInstanceOf(WorkflowSpec.class);
  }

  @Test
  void plan_pluginKinds_haveTheirConfiguration() {
    Plan plan =
        ready(
            workflow(
                "",
                "{kind: slack, name: tell, apiRef: svc, config: {channel: ops, tries: 3}}",
                "{kind: LLM, name: ask, config: {model: m}, retry: {httpStatus: [429],"
                    + " maxRetries: 1, delayMs: 5, backoff: Exponential, jitter: true}}",
                STAGE
                    + "b, query: {x: '{{stage:tell.output.ts}}', y: '{{stage:ask.output.text}}'}}"),
            Map.of());
    PluginSpec tell = (PluginSpec) plan.stages().getFirst().spec();
    assertThat(tell.kind()).isEqualTo("Slack");
    assertThat(tell.config().members()).hasSize(3);
    assertThat(Objects.requireNonNull(tell.api()).baseUrl()).isEqualTo("http://h");
    PluginSpec ask = (PluginSpec) plan.stages().get(1).spec();
    Retry retry = Objects.requireNonNull(ask.handling().retry());
    assertThat(retry.backoff()).isEqualTo(Retry.Backoff.EXPONENTIAL);
    assertThat(retry.jitter()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 30000",
    "30, 30000",
    "0.5, 500",
    "500ms, 500",
    "2m, 120000",
    "1h30m, 5400000",
    "1.5h, 5400000",
    "1ms, 1",
    "24h, 86400000"
  })
  void plan_timeout_isADurationOrSeconds(String written, long millis) {
    Plan plan = ready(workflow("", STAGE + "a, timeout: " + written + "}"), Map.of());
    assertThat(plan.stages().getFirst().written().timeout()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "0", "-1s", "0.1ms", "25h", "30 s", "30S", "1m30", "s", "1e3", "''", "1d"})
  void plan_timeoutThatIsNone_isAMistake(String written) {
    assertThat(problems(workflow("", STAGE + "a, timeout: " + written + "}")))
        .singleElement()
        .satisfies(message ->
            assertThat(message)
                .contains(
                    "'timeout' in stage 'a' must be a duration such as 30s, 500ms or 1h30m,"
                        + " from 1ms to 24h"));
  }

  @Test
  void plan_bothTimeouts_isAMistake() {
    assertThat(problems(workflow("", STAGE + "a, timeout: 1s, timeoutSeconds: 1}")))
        .singleElement()
        .satisfies(message ->
            assertThat(message).contains("'timeout' and 'timeoutSeconds' cannot stand together"));
  }

  @Test
  void plan_stageValues_winOverThePolicy() {
    Plan plan =
        ready(
            workflow(
                "resilience: {retries: {std: {maxRetries: 3, delayMs: 5, backoff: linear, retryAfter: true}},"
                    + " circuitBreakers: {CB: {failureThreshold: 2, breakMs: 7}}}\n",
                STAGE
                    + "a, timeoutSeconds: 1.5, retry: {ref: STD, httpStatus: [500], delayMs: 9,"
                    + " maxDelayMs: 20}, circuitBreaker: {ref: cb, breakMs: 8}}"),
            Map.of());
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    Retry retry = Objects.requireNonNull(spec.handling().retry());
    assertThat(retry.maxRetries()).isEqualTo(3);
    assertThat(retry.delay()).isEqualTo(Duration.ofMillis(9));
    assertThat(retry.maxDelay()).isEqualTo(Duration.ofMillis(20));
    assertThat(retry.backoff()).isEqualTo(Retry.Backoff.LINEAR);
    assertThat(retry.retryAfter()).isTrue();
    var breaker = Objects.requireNonNull(spec.handling().breaker());
    assertThat(breaker.key()).isEqualTo("CB");
    assertThat(breaker.breakFor()).isEqualTo(Duration.ofMillis(8));
    assertThat(plan.stages().getFirst().written().timeout()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void plan_variables_makeEdges() {
    Plan plan =
        ready(
            workflow(
                "vars: {v: '{{var:u}}', u: '{{stage:a.response.status}}'}\n",
                STAGE + "a}",
                STAGE + "b, query: {x: '{{var:v}}'}}"),
            Map.of());
    assertThat(plan.stages().get(1).references())
        .containsExactly(new StageReference("a", "response.status", "query.x"));
  }

  @Test
  void plan_latencyProfile_ofTheWorkflowWins() {
    String catalog =
        """
        - version: "1.0"
          assertionFailuresBlock: false
          latencyProfiles: [{name: fast, bands: [{name: catalog, minMs: 0}]}]
          definitions: [{name: svc, latencyProfile: fast, baseUrl: {local: "http://h"}}]
        """;
    String own = "references: {latencyProfiles: [{name: FAST, bands: [{name: own, minMs: 0}]}]}\n";
    assertThat(band(catalog, own)).isEqualTo("own");
    assertThat(band(catalog, "")).isEqualTo("catalog");
  }

  private static String band(String catalog, String top) {
    Planning planning =
        Planner.plan(
            new PlanRequest(
                new SourceFile("w", workflow(top, STAGE + "a}")),
                new SourceFile("c", catalog),
                "local",
                Map.of(),
                Map.of(),
                name -> null));
    Plan plan = ((Planning.Ready) planning).plan();
    assertThat(plan.assertionsBlock()).isFalse();
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    return Objects.requireNonNull(spec.latency()).bands().getFirst().name();
  }

  @Test
  void plan_manyFiles_areRefused() {
    StringBuilder references = new StringBuilder("references:\n  workflows:\n");
    List<String> stages = new ArrayList<>();
    for (int index = 0; index <= ReadFiles.MAX_FILES; index++) {
      references
          .append("    - {name: n")
          .append(index)
          .append(", path: p")
          .append(index)
          .append("}\n");
      stages.add("{kind: Workflow, name: s" + index + ", workflowRef: n" + index + "}");
    }
    problems(workflow(references.toString(), stages.toArray(new String[0])));
    assertThat(reads).hasSize(ReadFiles.MAX_FILES);
  }
}
