package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.plan.EndpointSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.StageEdge;
import dev.clew.plan.WorkflowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Children and the other files of a workflow.
class WorkflowPlannerTest extends PlannedText {
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
        .containsExactly(new StageEdge("one", "output.jwt", "inputs.user"));
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
    assertThat(Objects.requireNonNull(spec.body()).isOpaque()).isFalse();
    assertThat(spec.contentType()).isEqualTo("application/json");
    assertThat(plan.sources().getLast().role()).isEqualTo(Plan.Role.FILE);
  }

  @Test
  void plan_bodyFileOfARun_isLeftToTheRun() {
    Plan plan = ready(workflow("", STAGE + "a, bodyFile: '{{input.folder}}/x.json'}"), Map.of());
    EndpointSpec spec = (EndpointSpec) plan.stages().getFirst().spec();
    assertThat(Objects.requireNonNull(spec.bodyFile()).isFixed()).isFalse();
    assertThat(spec.contentType()).isEqualTo("application/json");
    assertThat(reads).isEmpty();
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
  void plan_manyFiles_areRefused() {
    StringBuilder references = new StringBuilder("references:\n  workflows:\n");
    List<String> stages = new ArrayList<>();
    for (int index = 0; index <= PlanFiles.MAX_FILES; index++) {
      references
          .append("    - {name: n")
          .append(index)
          .append(", path: p")
          .append(index)
          .append("}\n");
      stages.add("{kind: Workflow, name: s" + index + ", workflowRef: n" + index + "}");
    }
    problems(workflow(references.toString(), stages.toArray(new String[0])));
    assertThat(reads).hasSize(PlanFiles.MAX_FILES);
  }
}
