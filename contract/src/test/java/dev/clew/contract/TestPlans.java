package dev.clew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import java.util.Map;
import java.util.Set;

/// The plans of this module's tests, which are written in SphereIntegrationHub's language.
public final class TestPlans {
  private TestPlans() {}

  /// The plan in the environment `l`; fails the test when there is none.
  public static Plan of(String workflow, String catalog) {
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("w", workflow), Set::of)
            .plan(
                new PlanRequest(
                    new SourceFile("c", catalog),
                    "l",
                    Map.of(),
                    Map.of(),
                    EnvironmentVariables.NONE));
    assertThat(planning).as(planning.diagnostics().toString()).isInstanceOf(Planning.Ready.class);
    return ((Planning.Ready) planning).plan();
  }
}
