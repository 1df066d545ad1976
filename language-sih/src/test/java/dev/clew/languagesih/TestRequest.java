package dev.clew.languagesih;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import java.util.Set;

/// A workflow, and what else a plan of it is made of; with stages of a plug-in called Slack.
public record TestRequest(SourceFile workflow, PlanRequest others) {
  public Planning plan() {
    return new SihLanguage().read(workflow, () -> Set.of("Slack")).plan(others);
  }
}
