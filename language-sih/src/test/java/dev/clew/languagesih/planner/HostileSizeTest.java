package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.languagesih.TestWorkflows;
import dev.clew.plan.language.Planning;
import dev.clew.yaml.YamlLimits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The largest files that the limits let through are answered in seconds, however wrong they are.
class HostileSizeTest {
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void plan_fullOfWrongTokens_isAnswered() {
    StringBuilder text = new StringBuilder("version: 1\nname: x\nstages:\n");
    for (int stage = 0; stage < 4_900; stage++) {
      text.append("  - {name: s" + stage + ", kind: Http, apiRef: a, endpoint: /a, httpVerb: GET,");
      text.append(" headers: {A: '{{stage:t" + stage + ".output.x}}', B: '{{imput.x}}'},");
      text.append(" query: {c: '" + "{{input.q}}{{stage:s1.output.z}}".repeat(12) + "'}}\n");
    }
    assertThat(text.length()).isBetween(2_000_000, YamlLimits.MAX_CODE_POINTS);
    Planning planning = TestWorkflows.request(text.toString()).plan();
    assertThat(planning.diagnostics().getLast().message()).endsWith("more mistakes are not shown");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void plan_fullOfWrongTokensOnOneLine_isAnswered() {
    String body = "{{input.q}}".repeat(250_000);
    String text =
        "{version: 1, name: x, stages: [{name: s, kind: Http, apiRef: a, endpoint: /a, httpVerb: PUT,"
            + (" body: '" + body + "'}]}");
    Planning planning = TestWorkflows.request(text).plan();
    assertThat(planning.diagnostics().getLast().message()).endsWith("more mistakes are not shown");
  }
}
