package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.core.source.Position;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.expression.TemplateFile;
import dev.clew.languagesih.scope.InitStageSpec;
import dev.clew.plan.EndSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.stage.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Plans that are put together of records, so that a test says only what it is about.
final class TestPlans {
  private final String name;
  private final List<TestStage> stages = new ArrayList<>();
  private final List<NamedExpression> outputs = new ArrayList<>();
  private final List<NamedExpression> context = new ArrayList<>();
  private final List<BoundInput> inputs = new ArrayList<>();
  private InitStage init = InitStage.NONE;

  private TestPlans(String name) {
    this.name = name;
  }

  static TestPlans of(TestStage... stages) {
    return named("test", stages);
  }

  static TestPlans named(String name, TestStage... stages) {
    TestPlans plans = new TestPlans(name);
    plans.stages.addAll(Arrays.asList(stages));
    return plans;
  }

  TestPlans input(String key, String json) {
    return input(key, TestStage.json(json), false);
  }

  TestPlans input(String key, Json value, boolean secret) {
    inputs.add(
        new BoundInput(
            new InputSpec(key, InputType.FIXED, true, secret, null, Position.START),
            value,
            "test"));
    return this;
  }

  TestPlans output(String key, String text) {
    outputs.add(TestStage.named(key, text));
    return this;
  }

  TestPlans endContext(String key, String text) {
    context.add(TestStage.named(key, text));
    return this;
  }

  TestPlans init(InitStage values) {
    init = values;
    return this;
  }

  PlannedWorkflow workflow(String url) {
    List<PlannedStage> planned = new ArrayList<>();
    stages.forEach(stage -> planned.add(stage.planned(url, stages)));
    List<InputSpec> specs = new ArrayList<>();
    inputs.forEach(input -> specs.add(input.spec()));
    return new PlannedWorkflow(
        name + ".workflow",
        name,
        "1.0",
        null,
        null,
        true,
        specs,
        EnvironmentVariables.NONE,
        new InitStageSpec(init),
        List.of(),
        planned,
        stages.stream().anyMatch(TestStage::saysDependencies),
        new EndSpec(new Outputs(outputs, List.of()), true, context, List.of(), null),
        TemplateFile::parse);
  }

  Plan plan(String url) {
    return new Plan(workflow(url), "test", new BoundInputs(inputs), true, List.of(), List.of());
  }
}
