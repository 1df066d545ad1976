package dev.clew.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule has a mistake that breaks it and nothing else, with its exact line.
class RuleTest {
  static Stream<RuleCases.Case> cases() {
    return RuleCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plan_oneMistake_isTheOneDiagnostic(RuleCases.Case one) {
    Planning planning = Planner.plan(request(one));
    assertThat(planning.diagnostics())
        .extracting(Diagnostic::render)
        .containsExactly(one.expected());
    Diagnostic only = planning.diagnostics().getFirst();
    assertThat(only.rule()).isEqualTo(one.rule());
    assertThat(planning instanceof Planning.Refused).isEqualTo(only.isError());
    assertThat(only.isError()).isEqualTo(one.rule().severity() == Diagnostic.Severity.ERROR);
  }

  @Test
  void cases_together_breakEveryRule() {
    Set<Rule> untested = EnumSet.allOf(Rule.class);
    untested.remove(Rule.TOO_MANY_MISTAKES); // never alone; DiagnosticsTest and HostileSizeTest
    // of environment files: EnvironmentFileTest
    untested.remove(Rule.ENVIRONMENT_SYNTAX);
    untested.remove(Rule.ENVIRONMENT_CIRCULAR);
    untested.remove(Rule.ENVIRONMENT_GIVEN_TWICE);
    // only of a mocked run: UnmockedStagesTest
    untested.remove(Rule.WORKFLOW_NOT_MOCKED);
    // of files beside the workflow: MockPayloadsTest
    untested.remove(Rule.WORKFLOW_MOCK);
    // plug-ins are known to the command line only: StagePluginsTest
    untested.remove(Rule.WORKFLOW_PLUGIN);
    // CatalogReaderTest
    untested.remove(Rule.CATALOG_CONTRACT);
    untested.remove(Rule.CATALOG_LATENCY);
    // Of other files and of what is found after a plan is made: contract/ and cli/ test these.
    untested.removeIf(rule -> rule.id().matches("(contract|dependency|config)[.].*"));
    RuleCases.all().forEach(each -> untested.remove(each.rule()));
    BrokenFiles.all().forEach(file -> file.rules().forEach(untested::remove));
    assertThat(untested).isEmpty();
  }

  @Test
  void plan_fixture_hasNoMistake() {
    Planning planning =
        Planner.plan(
            request(
                new RuleCases.Case(
                    Rule.YAML_SYNTAX,
                    RuleCases.WORKFLOW,
                    RuleCases.CATALOG,
                    Map.of(),
                    Map.of(),
                    "")));
    assertThat(planning.diagnostics()).isEmpty();
    assertThat(planning).isInstanceOf(Planning.Ready.class);
  }

  @Test
  void ids_ofAllRules_differ() {
    assertThat(Stream.of(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
  }

  private static PlanRequest request(RuleCases.Case one) {
    String catalog = one.catalog();
    return new PlanRequest(
        new SourceFile("w", one.workflow()),
        catalog == null ? null : new SourceFile("c", catalog),
        "local",
        one.baseUrls(),
        one.inputs(),
        EnvironmentVariables.NONE);
  }

  @Test
  void plan_secretOfWrongType_isNotShown() {
    String secret = "hunter2-not-a-number";
    String workflow =
        RuleCases.edited(RuleCases.WORKFLOW, "type: Number,", "type: Number, secret: true,");
    Map<String, Supplied> inputs = Map.of("count", new Supplied.Value(Json.of(secret), "--input"));
    Planning planning =
        Planner.plan(
            request(
                new RuleCases.Case(
                    Rule.INPUT_TYPE, workflow, RuleCases.CATALOG, Map.of(), inputs, "")));
    assertThat(planning.diagnostics()).hasSize(1);
    assertThat(planning.toString()).doesNotContain(secret);
  }
}
