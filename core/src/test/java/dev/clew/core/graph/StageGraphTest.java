package dev.clew.core.graph;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.StagePlanned;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageGraphTest {
  private final TestLedger run = new TestLedger();

  private StageGraphTest() {
    run.runCreated(at("09:00:00"), with(RunCreated.NAME, "job")).runStarted();
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
      run.stagePlanned(path);
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
    run.stageStarted("login/token", at("09:00:01"));
    run.stageStarted("login/check", at("09:00:02"));
    assertThat(edges())
        .containsExactly("login -> login/token", "login/token -> login/check", "login -> next");
  }

  @Test
  void of_dependsOn_isAllThatIsDrawn() {
    run.stagePlanned("a", with(StagePlanned.DEPENDS_ON, List.of()));
    run.stagePlanned("b", with(StagePlanned.DEPENDS_ON, List.of()));
    run.stagePlanned("c", with(StagePlanned.DEPENDS_ON, List.of("a", "b")));
    assertThat(edges()).containsExactly("a -> c", "b -> c");
  }

  @Test
  void of_itemsAndVisits_areNotDrawn() {
    planned("items", "poll");
    for (int item = 0; item < 50; item++) {
      run.stageStarted("items[" + item + "]", at("09:00:01"));
      run.stageStarted("items[" + item + "]/token", at("09:00:01"));
    }
    run.stageStarted("poll", at("09:00:02"));
    run.stageStarted("poll~2", at("09:00:03"));
    assertThat(nodes()).containsExactly("items", "poll");
  }
}
