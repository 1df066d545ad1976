package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.StageEdge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The order of stages, and what they may use because of it.
class StageOrderTest extends PlannedText {
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
        .containsExactly(new StageEdge("b", "response.status", "query.x"));
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
    String mandatory = first.replace("?", "");
    assertThat(
            problems(workflow("", mandatory, STAGE + "b, jumpOnStatus: {202: a}}", STAGE + "c}")))
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
  void plan_variables_makeEdges() {
    Plan plan =
        ready(
            workflow(
                "vars: {v: '{{var:u}}', u: '{{stage:a.response.status}}'}\n",
                STAGE + "a}",
                STAGE + "b, query: {x: '{{var:v}}'}}"),
            Map.of());
    assertThat(plan.stages().get(1).references())
        .containsExactly(new StageEdge("a", "response.status", "query.x"));
  }
}
