package dev.clew.execution;

import dev.clew.contract.OpenApiContracts;
import dev.clew.engine.preflight.Preflight;
import dev.clew.execution.Preparation.Prepared;
import dev.clew.plan.Plan;
import dev.clew.plan.scope.EnvironmentVariables;

/// What a run is made of, once nothing is wrong with it.
///
/// @param contracts checks requests and answers while it runs
public record ReadyRun(
    Plan plan, Prepared prepared, Preflight preflight, OpenApiContracts contracts) {
  public ReadyRun(Plan plan, Prepared prepared, PreRunCheck check) {
    this(plan, prepared, check.preflight(), new OpenApiContracts(check.contracts()));
  }

  EnvironmentVariables variables() {
    return prepared.variables();
  }
}
