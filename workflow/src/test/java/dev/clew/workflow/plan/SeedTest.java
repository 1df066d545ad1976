package dev.clew.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.workflow.TestWorkflows;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void plan_seed_isReady() {
    Planning planning = Planner.plan(TestWorkflows.request(TestWorkflows.seed()));
    assertThat(planning).isInstanceOf(Planning.Ready.class);
    assertThat(planning.diagnostics()).isEmpty();
  }
}
