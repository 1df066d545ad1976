package dev.clew.plan.source;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a plan, in whatever language its workflow is written.
public enum PlanRule implements Rule {
  WORKFLOW_PLUGIN("workflow.plugin"),
  WORKFLOW_NOT_MOCKED("workflow.not-mocked"),
  INPUT_UNDECLARED("input.undeclared"),
  INPUT_MISSING("input.missing"),
  INPUT_TYPE("input.type"),
  INPUT_FORMAT("input.format", Severity.WARNING),
  INPUT_GIVEN_TWICE("input.given-twice"),
  DEPENDENCY_NOT_READY("dependency.not-ready");

  private final String id;
  private final Severity severity;

  PlanRule(String id) {
    this(id, Severity.ERROR);
  }

  PlanRule(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public @Nullable Remedy remedy() {
    return this == WORKFLOW_NOT_MOCKED ? new Remedy.Give(Setting.CALL_UNMOCKED) : null;
  }
}
