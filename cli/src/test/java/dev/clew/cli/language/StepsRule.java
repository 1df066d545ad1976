package dev.clew.cli.language;

import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;

/// What can be wrong with a `.steps.json` file.
enum StepsRule implements Rule {
  NOT_STEPS;

  @Override
  public String id() {
    return "steps.not-steps";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }
}
