package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.languagesih.assertion.ComparisonCheck;
import dev.clew.languagesih.assertion.ConditionCheck;
import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.definition.WorkflowReference;
import dev.clew.languagesih.expression.TreeExpression;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.languagesih.template.Templated;
import dev.clew.plan.EndSpec;
import dev.clew.plan.StageEdge;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.stage.Assertion;
import dev.clew.plan.stage.Breaker;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.MockSpec;
import dev.clew.plan.stage.RequestBody;
import dev.clew.plan.stage.Retry;
import dev.clew.plan.stage.StatusAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at every template and condition of a workflow, and collects the edges between its stages.
final class ReferenceCheck {
  private static final int BEFORE_ALL = -1;

  private final WorkflowDefinition workflow;
  private final EnvironmentVariables environment;
  private final ApiUses.Found uses;
  private final TokenCheck tokens;
  private final Diagnostics diagnostics;
  private final Set<String> unsetVariables = new TreeSet<>();

  /// @param children by the name of the reference, ignoring case
  ReferenceCheck(
      WorkflowDefinition workflow,
      EnvironmentVariables environment,
      Map<String, Child> children,
      ApiUses.Found uses,
      StageOrder order,
      Diagnostics diagnostics) {
    this.workflow = workflow;
    this.environment = environment;
    this.uses = uses;
    this.diagnostics = diagnostics;
    this.tokens =
        new TokenCheck(
            workflow,
            new KnownNames(workflow, children),
            order,
            new VariableUses(workflow.variables(), diagnostics),
            diagnostics);
  }

  /// For each stage, in order.
  List<List<StageEdge>> stages() {
    List<List<StageEdge>> all = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      Uses uses = new Uses(index);
      uses.ofStage(workflow.stages().get(index));
      all.add(uses.edges.all());
    }
    return all;
  }

  void endStage() {
    Uses uses = new Uses(workflow.stages().size());
    EndSpec end = workflow.end();
    uses.named(end.outputs().all(), "output.");
    uses.named(end.context(), "context.");
    uses.assertions(end.assertions());
    uses.optional(end.message(), "result.message");
  }

  /// What stands outside of the stages.
  void others() {
    Uses before = new Uses(BEFORE_ALL);
    for (WorkflowReference reference : workflow.workflows()) {
      before.path(reference.path(), "references.workflows." + reference.name());
    }
    Template environmentFile = workflow.environmentFile();
    if (environmentFile != null) {
      before.path(environmentFile, "references.environmentFile");
    }
    for (InitVariable variable : workflow.init().variables()) {
      String where = "initStage." + variable.name();
      if (variable.value() instanceof InitVariable.Value.Fixed fixed) {
        before.template(fixed.template(), where);
      } else if (variable.value() instanceof InitVariable.Value.Moment moment) {
        before.bound(moment.from(), where);
        before.bound(moment.to(), where);
      }
    }
    before.named(workflow.init().context(), "initStage.context.");
    Uses anywhere = new Uses(workflow.stages().size());
    anywhere.hasAnswer = true;
    anywhere.named(workflow.variables(), "vars.");
  }

  /// The references of the stage at one index.
  private final class Uses {
    private final int index;
    private final TokenCheck.Edges edges = new TokenCheck.Edges();
    private boolean hasAnswer;
    private boolean isDone;

    Uses(int index) {
      this.index = index;
    }

    void ofStage(StageDefinition stage) {
      condition(stage.settings().runIf(), "runIf");
      loop(stage.settings().loop());
      named(stage.settings().debug(), "debug.");
      named(stage.settings().onSkip(), "onSkip.output.");
      mock(stage.settings().mock());
      work(stage);
      named(stage.settings().outputs().all(), "output.");
      isDone = true;
      optional(stage.settings().message(), "message");
      reactions(handling(stage));
      named(stage.settings().set(), "set.");
      named(stage.settings().context(), "context.");
      assertions(stage.settings().assertions());
    }

    /// What the stage does, and whether it has an answer behind it.
    private void work(StageDefinition stage) {
      switch (stage.action()) {
        case null -> hasAnswer = true;
        case EndpointCall call -> {
          request(call);
          tries(call.handling());
          hasAnswer = true;
        }
        case WorkflowCall call -> members(call.inputs(), "inputs.");
        case PluginCall call -> {
          members(call.config().members(), "config.");
          ResolvedApi provider = uses.of(call);
          if (provider != null) {
            expression(provider.defaults(), "connection");
          }
          tries(call.handling());
          hasAnswer = true;
        }
      }
    }

    private static Handling handling(StageDefinition stage) {
      return switch (stage.action()) {
        case null -> Handling.NONE;
        case EndpointCall call -> call.handling();
        case WorkflowCall call -> Handling.NONE;
        case PluginCall call -> call.handling();
      };
    }

    private void request(EndpointCall call) {
      template(call.endpoint(), "endpoint");
      named(call.headers(), "headers.");
      named(call.query(), "query.");
      RequestBody body = call.body();
      optional(body == null ? null : body.content(), "body");
      Template bodyFile = call.bodyFile();
      if (bodyFile != null) {
        template(bodyFile, "bodyFile");
      }
    }

    private void tries(Handling handling) {
      Retry retry = handling.retry();
      optional(retry == null ? null : retry.onException(), "retry.messages.onException");
      Breaker breaker = handling.breaker();
      if (breaker != null) {
        optional(breaker.onOpen(), "circuitBreaker.messages.onOpen");
        optional(breaker.onBlocked(), "circuitBreaker.messages.onBlocked");
      }
    }

    /// What the workflow does on a status, once the outputs are there.
    private void reactions(Handling handling) {
      for (StatusAction action : handling.onStatus()) {
        String where = "onStatus." + action.status() + ".";
        named(action.outputs(), where + "output.");
        optional(action.message(), where + "message");
      }
      Ensure ensure = handling.ensure();
      if (ensure != null) {
        named(ensure.outputs(), "ensure.output.");
        optional(ensure.message(), "ensure.message");
      }
    }

    private void loop(@Nullable Loop loop) {
      if (loop != null) {
        switch (loop.items()) {
          case Loop.Items.Of list -> expression(list.value(), "forEach");
          case Loop.Items.InFile file -> expression(file.path(), "dataFile");
        }
      }
    }

    private void mock(@Nullable MockSpec mock) {
      switch (mock) {
        case null -> {}
        case MockSpec.Response response -> {
          optional(response.payload(), "mock.payload");
          optional(response.payloadFile(), "mock.payloadFile");
        }
        case MockSpec.Outputs outputs -> named(outputs.outputs(), "mock.output.");
      }
    }

    void assertions(List<Assertion> assertions) {
      for (Assertion assertion : assertions) {
        String where = "assertions." + assertion.name() + ".";
        switch (assertion.check()) {
          case ConditionCheck holds -> condition(holds.condition(), where + "expression");
          case ComparisonCheck compares -> {
            template(compares.actual(), where + "actual");
            TemplateTree expected = compares.expected();
            if (expected != null) {
              tree(expected, where + "expected");
            }
          }
          default -> {}
        }
      }
    }

    private void members(List<TemplateTree.Member> members, String prefix) {
      for (TemplateTree.Member member : members) {
        tree(member.value(), prefix + member.name());
      }
    }

    private void tree(TemplateTree tree, String where) {
      switch (tree) {
        case TemplateTree.Text text -> template(text.template(), where);
        case TemplateTree.Literal literal -> {}
        case TemplateTree.Items items -> items.items().forEach(item -> tree(item, where));
        case TemplateTree.Members members -> members(members.members(), where + ".");
      }
    }

    void named(List<NamedExpression> all, String prefix) {
      for (NamedExpression named : all) {
        if (!named.expression().isFixed()) {
          expression(named.expression(), prefix + named.name());
        }
      }
    }

    void optional(@Nullable Expression expression, String where) {
      if (expression != null) {
        expression(expression, where);
      }
    }

    private void expression(Expression expression, String where) {
      switch (expression) {
        case Templated templated -> template(templated.template(), where);
        case TreeExpression tree -> tree(tree.tree(), where);
        default -> {}
      }
    }

    void bound(@Nullable Template template, String where) {
      if (template != null) {
        template(template, where);
      }
    }

    /// A path is needed at once, so that a variable that is not set is a mistake of its own.
    void path(Template path, String where) {
      check(path.references(), new Site(index, path.place(), where, hasAnswer, isDone));
    }

    void template(Template template, String where) {
      if (!template.hasTokens()) {
        return;
      }
      path(template, where);
      for (Template.Part part : template.parts()) {
        if (part instanceof Template.Part.Insert insert
            && insert.token() instanceof Reference.Environment variable) {
          environment(variable, template);
        }
      }
    }

    private void condition(@Nullable Condition condition, String where) {
      if (condition instanceof ConditionTree tree) {
        Site site = new Site(index, tree.place(), where, hasAnswer, isDone);
        check(tree.references(), site);
      }
    }

    private void check(List<Reference> references, Site site) {
      for (Reference reference : references) {
        tokens.check(reference, site, edges);
      }
    }
  }

  private void environment(Reference.Environment variable, Template template) {
    if (!variable.optional()
        && environment.get(variable.name()) == null
        && unsetVariables.add(variable.name())) {
      diagnostics.add(
          SihRule.ENVIRONMENT_NOT_SET,
          template.place(),
          variable.written().offset(),
          "environment variable '" + variable.name() + "' is not set",
          null);
    }
  }
}
