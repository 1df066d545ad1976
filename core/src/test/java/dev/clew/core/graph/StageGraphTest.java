package dev.clew.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageGraphTest {
  private final TestRun run = new TestRun("run_1");

  private StageGraphTest() {
    run.event("09:00:00", "run_created", "name", "job");
    run.event("09:00:00", "run_started");
  }

  private List<String> edges() {
    return StageGraph.of(run.view().attempt()).edges().stream()
        .map(edge -> edge.from() + " -> " + edge.to())
        .toList();
  }

  private List<String> nodes() {
    return StageGraph.of(run.view().attempt()).nodes().stream().map(Graph.Node::id).toList();
  }

  private void planned(String... paths) {
    for (String path : paths) {
      run.event("09:00:00", "stage_planned", "stage", path);
    }
  }

  @Test
  void of_stagesInOrder_areAChain() {
    planned("a", "b", "c");
    assertThat(edges()).containsExactly("a -> b", "b -> c");
  }

  @Test
  void of_aChildWorkflow_hangsOnItsParentAndDoesNotBreakTheChain() {
    planned("login", "next");
    run.event("09:00:01", "stage_started", "stage", "login/token");
    run.event("09:00:02", "stage_started", "stage", "login/check");
    assertThat(edges())
        .containsExactly("login -> login/token", "login/token -> login/check", "login -> next");
  }

  @Test
  void of_dependsOn_isAllThatIsDrawn() {
    Json nothing = new Json.Arr(List.of());
    run.event("09:00:00", "stage_planned", "stage", "a", "depends_on", nothing);
    run.event("09:00:00", "stage_planned", "stage", "b", "depends_on", nothing);
    Json both = Json.strings(List.of("a", "b"));
    run.event("09:00:00", "stage_planned", "stage", "c", "depends_on", both);
    assertThat(edges()).containsExactly("a -> c", "b -> c");
  }

  @Test
  void of_itemsAndVisits_areNotDrawn() {
    planned("items", "poll");
    for (int item = 0; item < 50; item++) {
      run.event("09:00:01", "stage_started", "stage", "items[" + item + "]");
      run.event("09:00:01", "stage_started", "stage", "items[" + item + "]/token");
    }
    run.event("09:00:02", "stage_started", "stage", "poll");
    run.event("09:00:03", "stage_started", "stage", "poll~2");
    assertThat(nodes()).containsExactly("items", "poll");
  }
}
