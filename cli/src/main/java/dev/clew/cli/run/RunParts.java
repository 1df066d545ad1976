package dev.clew.cli.run;

import dev.clew.cli.check.Outlook;
import dev.clew.cli.run.Preparation.Prepared;
import dev.clew.contract.OpenApiContracts;
import dev.clew.engine.preflight.Preflight;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.scope.EnvironmentVariables;

/// What a run is made of, once nothing is wrong with it.
///
/// @param contracts checks requests and answers while it runs
public record RunParts(
    Plan plan, Prepared prepared, Preflight preflight, OpenApiContracts contracts) {
  public RunParts(Plan plan, Prepared prepared, Outlook outlook) {
    this(plan, prepared, outlook.preflight(), new OpenApiContracts(outlook.contracts()));
  }

  EnvironmentVariables variables() {
    return prepared.variables();
  }
}
