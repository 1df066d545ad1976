package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateChild;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a stage is executed: plug-in, time limit, retries, breaker, latency.
class StageHandlingTest extends PlannedText {
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
    assertThat(((Json.Obj) tell.config().outline(Json.NULL)).members()).hasSize(3);
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
    assertThat(plan.stages().getFirst().settings().timeout()).isEqualTo(Duration.ofMillis(millis));
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
                "resilience: {retries: {std: {maxRetries: 3, delayMs: 5, backoff: linear,"
                    + " retryAfter: true}}, circuitBreakers: {CB: {failureThreshold: 2, breakMs:"
                    + " 7}}}\n",
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
    assertThat(plan.stages().getFirst().settings().timeout()).isEqualTo(Duration.ofMillis(1500));
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

  /// A profile that only the workflow which is run declares is that of its children too, also of
  /// one that is read late; a child's own wins.
  @Test
  void plan_latencyProfile_ofTheRootIsSeenByAChild() {
    assertThat(childBand("")).isEqualTo("root");
    assertThat(
            childBand(
                "references: {latencyProfiles: [{name: fast, bands: [{name: own, minMs: 0}]}]}\n"))
        .isEqualTo("own");
  }

  private static String childBand(String own) {
    String root =
        "references: {latencyProfiles: [{name: fast, bands: [{name: root, minMs: 0}]}],"
            + " workflows: [{name: c, path: child.workflow},"
            + " {name: l, path: '{{context:late}}.workflow'}]}\n";
    String catalog =
        """
        - version: "1.0"
          definitions: [{name: svc, latencyProfile: fast, baseUrl: {local: "http://h"}}]
        """;
    SourceFile child = new SourceFile("child.workflow", workflow(own, STAGE + "a}"));
    Planning planning =
        new SihLanguage()
            .read(
                new SourceFile(
                    "w",
                    workflow(
                        root,
                        STAGE + "s, context: {late: child}}",
                        "{kind: Workflow, name: k, workflowRef: c}",
                        "{kind: Workflow, name: n, workflowRef: l}")),
                Set::of)
            .plan(
                new PlanRequest(
                    new SourceFile("c", catalog),
                    "local",
                    Map.of(),
                    Map.of(),
                    name -> null,
                    (from, path) -> new WorkflowFiles.Read.Text(child)));
    Plan plan = ((Planning.Ready) planning).plan();
    String early = band(((WorkflowSpec) plan.stages().get(1).spec()).workflow());
    LateChild.Planned late = ((LateWorkflowSpec) plan.stages().get(2).spec()).child().plan(child);
    assertThat(band(Objects.requireNonNull(late.workflow()))).isEqualTo(early);
    return early;
  }

  private static String band(PlannedWorkflow workflow) {
    EndpointSpec spec = (EndpointSpec) workflow.stages().getFirst().spec();
    return Objects.requireNonNull(spec.latency()).bands().getFirst().name();
  }

  private static String band(String catalog, String top) {
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("w", workflow(top, STAGE + "a}")), Set::of)
            .plan(
                new PlanRequest(
                    new SourceFile("c", catalog), "local", Map.of(), Map.of(), name -> null));
    Plan plan = ((Planning.Ready) planning).plan();
    assertThat(plan.assertionsBlock()).isFalse();
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    return Objects.requireNonNull(spec.latency()).bands().getFirst().name();
  }
}
