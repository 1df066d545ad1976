package dev.clew.languagesih.rule;

import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;
import dev.clew.yaml.FileReading;

/// What can be wrong with a workflow of SphereIntegrationHub, its catalog and its environment.
public enum SihRule implements Rule {
  WORKFLOW_NOT_A_MAPPING("workflow.not-a-mapping"),
  WORKFLOW_UNKNOWN_KEY("workflow.unknown-key"),
  WORKFLOW_MISSING_KEY("workflow.missing-key"),
  WORKFLOW_WRONG_TYPE("workflow.wrong-type"),
  WORKFLOW_WRONG_VALUE("workflow.wrong-value"),
  WORKFLOW_DUPLICATE_NAME("workflow.duplicate-name"),
  WORKFLOW_UNADDRESSABLE_NAME("workflow.unaddressable-name", Severity.WARNING),
  WORKFLOW_UNKNOWN_KIND("workflow.unknown-kind"),
  WORKFLOW_UNKNOWN_VERB("workflow.unknown-verb"),
  WORKFLOW_MISPLACED_KEY("workflow.misplaced-key"),
  WORKFLOW_UNUSED_KEY("workflow.unused-key", Severity.WARNING),
  WORKFLOW_EXCLUSIVE_KEYS("workflow.exclusive-keys"),
  WORKFLOW_UNKNOWN_POLICY("workflow.unknown-policy"),
  WORKFLOW_BREAKER_WITHOUT_RETRY("workflow.breaker-without-retry"),
  WORKFLOW_LATENCY_BANDS("workflow.latency-bands"),
  WORKFLOW_LOOP("workflow.loop"),
  WORKFLOW_MOCK("workflow.mock"),
  WORKFLOW_UNKNOWN_JUMP("workflow.unknown-jump"),
  WORKFLOW_JUMP_TO_ITSELF("workflow.jump-to-itself"),
  WORKFLOW_JUMP_WITH_DEPENDS_ON("workflow.jump-with-depends-on"),
  WORKFLOW_UNKNOWN_DEPENDENCY("workflow.unknown-dependency"),
  WORKFLOW_DEPENDENCY_CYCLE("workflow.dependency-cycle"),
  WORKFLOW_NOT_A_DEPENDENCY("workflow.not-a-dependency"),
  WORKFLOW_VARIABLE_CYCLE("workflow.variable-cycle"),
  WORKFLOW_UNKNOWN_STAGE("workflow.unknown-stage"),
  WORKFLOW_FORWARD_REFERENCE("workflow.forward-reference"),
  WORKFLOW_UNKNOWN_OUTPUT("workflow.unknown-output"),
  WORKFLOW_NOT_A_CHILD("workflow.not-a-child"),
  WORKFLOW_HEADER("workflow.header"),
  WORKFLOW_ENDPOINT("workflow.endpoint"),
  WORKFLOW_UNKNOWN_WORKFLOW("workflow.unknown-workflow"),
  WORKFLOW_FILE("workflow.file"),
  WORKFLOW_PATH("workflow.path"),
  WORKFLOW_LATE_PATH("workflow.late-path", Severity.WARNING),
  WORKFLOW_CHILD_CYCLE("workflow.child-cycle"),
  WORKFLOW_TOO_DEEP("workflow.too-deep"),
  WORKFLOW_OTHER_CHILD_VERSION("workflow.other-child-version", Severity.WARNING),
  WORKFLOW_UNKNOWN_CHILD_INPUT("workflow.unknown-child-input"),
  WORKFLOW_MISSING_CHILD_INPUT("workflow.missing-child-input"),
  TEMPLATE_SYNTAX("template.syntax"),
  TEMPLATE_UNKNOWN_ROOT("template.unknown-root"),
  TEMPLATE_ARGUMENT("template.argument"),
  TEMPLATE_UNKNOWN_INPUT("template.unknown-input"),
  TEMPLATE_UNKNOWN_GLOBAL("template.unknown-global"),
  TEMPLATE_UNKNOWN_VARIABLE("template.unknown-variable"),
  TEMPLATE_NO_RESPONSE("template.no-response"),
  EXPRESSION_SYNTAX("expression.syntax"),
  EXPRESSION_UNKNOWN_FUNCTION("expression.unknown-function"),
  EXPRESSION_QUOTED_TOKEN("expression.quoted-token", Severity.WARNING),
  BODY_NOT_JSON("body.not-json", Severity.WARNING),
  INIT_CONFLICT("init.conflict"),
  INIT_UNUSED_KEY("init.unused-key", Severity.WARNING),
  ENVIRONMENT_NOT_SET("environment.not-set", Severity.WARNING),
  ENVIRONMENT_SYNTAX("environment.syntax"),
  ENVIRONMENT_CIRCULAR("environment.circular"),
  ENVIRONMENT_GIVEN_TWICE("environment.given-twice", Severity.WARNING),
  CATALOG_NOT_A_LIST("catalog.not-a-list"),
  CATALOG_MISSING("catalog.missing"),
  CATALOG_EMPTY("catalog.empty"),
  CATALOG_UNKNOWN_KEY("catalog.unknown-key"),
  CATALOG_MISSING_KEY("catalog.missing-key"),
  CATALOG_WRONG_TYPE("catalog.wrong-type"),
  CATALOG_WRONG_VALUE("catalog.wrong-value"),
  CATALOG_DUPLICATE_NAME("catalog.duplicate-name"),
  CATALOG_OTHER_VERSION("catalog.other-version", Severity.WARNING),
  CATALOG_UNKNOWN_DEFINITION("catalog.unknown-definition"),
  CATALOG_UNKNOWN_CONNECTION("catalog.unknown-connection"),
  CATALOG_PROVIDER("catalog.provider"),
  CATALOG_NO_BASE_URL("catalog.no-base-url"),
  CATALOG_BAD_URL("catalog.bad-url"),
  CATALOG_OTHER_ENVIRONMENT("catalog.other-environment", Severity.WARNING),
  CATALOG_UNKNOWN_OVERRIDE("catalog.unknown-override"),
  CATALOG_CONTRACT("catalog.contract"),
  CATALOG_LATENCY("catalog.latency"),
  CATALOG_UNKNOWN_LATENCY_PROFILE("catalog.unknown-latency-profile");

  /// For the keys of a workflow.
  public static final FileReading.Rules IN_WORKFLOW =
      new FileReading.Rules(
          WORKFLOW_UNKNOWN_KEY,
          WORKFLOW_MISSING_KEY,
          WORKFLOW_WRONG_TYPE,
          WORKFLOW_WRONG_VALUE,
          WORKFLOW_DUPLICATE_NAME);

  /// For the keys of a catalog.
  public static final FileReading.Rules IN_CATALOG =
      new FileReading.Rules(
          CATALOG_UNKNOWN_KEY,
          CATALOG_MISSING_KEY,
          CATALOG_WRONG_TYPE,
          CATALOG_WRONG_VALUE,
          CATALOG_DUPLICATE_NAME);

  private final String id;
  private final Severity severity;

  SihRule(String id) {
    this(id, Severity.ERROR);
  }

  SihRule(String id, Severity severity) {
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
}
