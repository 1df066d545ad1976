package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.TestRequest;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.PlanRule;
import dev.clew.yaml.YamlRule;
import java.util.HashSet;
import java.util.List;
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
    Planning planning = request(one).plan();
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
    Set<Rule> untested = new HashSet<>();
    untested.addAll(List.of(SihRule.values()));
    untested.addAll(List.of(YamlRule.values()));
    untested.addAll(List.of(PlanRule.values()));
    // of environment files: EnvironmentFileTest
    untested.remove(SihRule.ENVIRONMENT_SYNTAX);
    untested.remove(SihRule.ENVIRONMENT_CIRCULAR);
    untested.remove(SihRule.ENVIRONMENT_GIVEN_TWICE);
    // only of a mocked run: UnmockedStagesTest
    untested.remove(PlanRule.WORKFLOW_NOT_MOCKED);
    // of files beside the workflow: MockPayloadsTest
    untested.remove(SihRule.WORKFLOW_MOCK);
    // plug-ins are known to the command line only: StagePluginsTest
    untested.remove(PlanRule.WORKFLOW_PLUGIN);
    // CatalogReaderTest
    untested.remove(SihRule.CATALOG_CONTRACT);
    untested.remove(SihRule.CATALOG_LATENCY);
    // Of what is found after a plan is made: cli/ tests it.
    untested.removeIf(rule -> rule.id().matches("dependency[.].*"));
    RuleCases.all().forEach(each -> untested.remove(each.rule()));
    BrokenFiles.all().forEach(file -> file.rules().forEach(untested::remove));
    assertThat(untested).isEmpty();
  }

  @Test
  void plan_fixture_hasNoMistake() {
    Planning planning =
        request(
                new RuleCases.Case(
                    YamlRule.YAML_SYNTAX,
                    RuleCases.WORKFLOW,
                    RuleCases.CATALOG,
                    Map.of(),
                    Map.of(),
                    ""))
            .plan();
    assertThat(planning.diagnostics()).isEmpty();
    assertThat(planning).isInstanceOf(Planning.Ready.class);
  }

  private static TestRequest request(RuleCases.Case one) {
    String catalog = one.catalog();
    return new TestRequest(
        new SourceFile("w", one.workflow()),
        new PlanRequest(
            catalog == null ? null : new SourceFile("c", catalog),
            "local",
            one.baseUrls(),
            one.inputs(),
            EnvironmentVariables.NONE));
  }

  @Test
  void plan_secretOfWrongType_isNotShown() {
    String secret = "hunter2-not-a-number";
    String workflow =
        RuleCases.edited(RuleCases.WORKFLOW, "type: Number,", "type: Number, secret: true,");
    Map<String, Supplied> inputs = Map.of("count", new Supplied.Value(Json.of(secret), "--input"));
    Planning planning =
        request(
                new RuleCases.Case(
                    PlanRule.INPUT_TYPE, workflow, RuleCases.CATALOG, Map.of(), inputs, ""))
            .plan();
    assertThat(planning.diagnostics()).hasSize(1);
    assertThat(planning.toString()).doesNotContain(secret);
  }
}
