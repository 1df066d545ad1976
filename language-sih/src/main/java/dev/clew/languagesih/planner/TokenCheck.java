package dev.clew.languagesih.planner;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Rule;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.plan.StageEdge;
import dev.clew.plan.expression.NamedExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks that a token names something that can have a value where it stands. A name that may be
/// missing, by its `?` or in `coalesce`, need not be that of anything.
final class TokenCheck {
  private static final String WITH_AN_ANSWER =
      " can stand only where a stage has its answer: in 'output', 'message', 'set', 'context',"
          + " 'assertions', 'onStatus' and 'ensure'";

  private final WorkflowDefinition workflow;
  private final KnownNames names;
  private final StageOrder order;
  private final VariableUses variables;
  private final Diagnostics diagnostics;

  TokenCheck(
      WorkflowDefinition workflow,
      KnownNames names,
      StageOrder order,
      VariableUses variables,
      Diagnostics diagnostics) {
    this.workflow = workflow;
    this.names = names;
    this.order = order;
    this.variables = variables;
    this.diagnostics = diagnostics;
  }

  /// The edges that the tokens of one stage make, each once, in the order of the file.
  ///
  /// A map by text and not a set: a record's own `equals` is linked at run time, which costs a
  /// short process 20 ms.
  static final class Edges {
    private final Map<String, StageEdge> found = new LinkedHashMap<>();
    private final Set<String> checkedVariables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    List<StageEdge> all() {
      return List.copyOf(found.values());
    }

    void add(String stage, String what, String where) {
      found.putIfAbsent(stage + "\n" + what + "\n" + where, new StageEdge(stage, what, where));
    }
  }

  void check(Reference reference, Site site, Edges edges) {
    switch (reference) {
      case Reference.Input input -> {
        if (!input.optional() && !names.inputs.contains(input.name())) {
          complain(
              SihRule.TEMPLATE_UNKNOWN_INPUT,
              input,
              site,
              "the workflow declares no input '" + input.name() + "'",
              Nearest.to(input.name(), names.inputs));
        }
      }
      case Reference.Global global -> {
        if (!global.optional() && !names.globals.contains(global.name())) {
          complain(
              SihRule.TEMPLATE_UNKNOWN_GLOBAL,
              global,
              site,
              "no variable of 'initStage' and no 'set' is called '" + global.name() + "'",
              Nearest.to(global.name(), names.globals));
        }
      }
      case Reference.Variable variable -> variable(variable, site, edges);
      case Reference.OwnResponse own -> {
        if (!site.hasAnswer()) {
          complain(SihRule.TEMPLATE_NO_RESPONSE, own, site, own.display() + WITH_AN_ANSWER, null);
        }
      }
      case Reference.StageOutput use -> stage(use, use.stage(), site, edges);
      case Reference.StageResponse use -> stage(use, use.stage(), site, edges);
      case Reference.WorkflowOutput use -> stage(use, use.stage(), site, edges);
      case Reference.WorkflowResult use -> stage(use, use.stage(), site, edges);
      case Reference.StageJson use -> check(use.output(), site, edges);
      // What is not set, and what the context has, is known only in a run.
      case Reference.Environment variable -> {}
      case Reference.Context entry -> {}
      case Reference.SystemTime time -> {}
      case Reference.Random random -> {}
    }
  }

  private void stage(Reference reference, String name, Site site, Edges edges) {
    Integer index = order.index(name);
    if (index == null && reference.optional()) {
      return;
    }
    if (index == null) {
      complain(
          SihRule.WORKFLOW_UNKNOWN_STAGE,
          reference,
          site,
          "unknown stage '" + name + "'",
          Nearest.to(name, order.names()));
      return;
    }
    StageDefinition stage = workflow.stages().get(index);
    if (isReachable(reference, stage, index, name, site)) {
      if (order.isBefore(site.stage(), index)) {
        edges.add(stage.name(), StageTokens.what(reference), site.where());
      }
      part(reference, stage, index, site);
    }
  }

  /// @param name the stage's name as the token writes it
  private boolean isReachable(
      Reference reference, StageDefinition stage, int index, String name, Site site) {
    if (index == site.stage() && (site.isDone() || isEarlierOutput(reference, stage, site))) {
      return true;
    }
    return switch (order.access(site.stage(), index)) {
      case ALLOWED -> true;
      case ITSELF ->
          reference.optional()
              || later(
                  reference,
                  site,
                  shown(reference, name) + " is this stage itself and has no result yet");
      // What a skipped stage gives in its place is missing then, which is no reason to stop.
      case LATER ->
          reference.optional()
              || site.where().startsWith("onSkip.")
              || later(
                  reference, site, shown(reference, name) + " runs later and has no result yet");
      case NOT_A_DEPENDENCY -> {
        complain(
            SihRule.WORKFLOW_NOT_A_DEPENDENCY,
            reference,
            site,
            shown(reference, name)
                + " may still be running here; add '"
                + stage.name()
                + "' to 'dependsOn'",
            null);
        yield false;
      }
    };
  }

  /// What a message is about.
  private static String shown(Reference reference, String stage) {
    return reference instanceof Reference.Variable variable
        ? "variable '" + variable.name() + "' comes from stage '" + stage + "', which"
        : "stage '" + stage + "'";
  }

  /// Whether an output uses one of its own stage that stands above it, or the stage's answer.
  private static boolean isEarlierOutput(Reference reference, StageDefinition stage, Site site) {
    if (!(reference instanceof Reference.StageOutput use) || !site.where().startsWith("output.")) {
      return false;
    }
    String own = site.where().substring("output.".length());
    for (NamedExpression output : stage.settings().outputs().all()) {
      if (output.name().equals(own)) {
        break;
      }
      if (output.name().equalsIgnoreCase(use.key())) {
        return true;
      }
    }
    return use.key().equalsIgnoreCase("http_status") || use.key().equalsIgnoreCase("body");
  }

  private boolean later(Reference reference, Site site, String message) {
    complain(SihRule.WORKFLOW_FORWARD_REFERENCE, reference, site, message, null);
    return false;
  }

  private void part(Reference reference, StageDefinition stage, int index, Site site) {
    if (reference instanceof Reference.StageOutput use) {
      output(use, use.key(), names.outputs(index), "stage", stage, site);
    } else if (reference instanceof Reference.StageResponse use
        && stage.action() instanceof WorkflowCall) {
      complain(
          SihRule.TEMPLATE_NO_RESPONSE,
          use,
          site,
          "stage '" + stage.name() + "' is a child workflow, which has no response",
          null);
    } else if (reference instanceof Reference.WorkflowOutput use) {
      if (isChild(use, stage, site) && stage.action() instanceof WorkflowCall call) {
        String what = "the child workflow of stage";
        output(use, use.key(), names.childOutputs(stage, call), what, stage, site);
      }
    } else if (reference instanceof Reference.WorkflowResult use) {
      isChild(use, stage, site);
    }
  }

  private boolean isChild(Reference reference, StageDefinition stage, Site site) {
    return switch (stage.action()) {
      case null -> false;
      case WorkflowCall call -> true;
      case EndpointCall call -> isNoChild(reference, stage, site);
      case PluginCall call -> isNoChild(reference, stage, site);
    };
  }

  private boolean isNoChild(Reference reference, StageDefinition stage, Site site) {
    complain(
        SihRule.WORKFLOW_NOT_A_CHILD,
        reference,
        site,
        "stage '" + stage.name() + "' is not a child workflow",
        null);
    return false;
  }

  private void output(
      Reference reference,
      String key,
      @Nullable Set<String> known,
      String what,
      StageDefinition stage,
      Site site) {
    if (known != null && !known.contains(key) && !reference.optional()) {
      complain(
          SihRule.WORKFLOW_UNKNOWN_OUTPUT,
          reference,
          site,
          what + " '" + stage.name() + "' has no output '" + key + "'",
          Nearest.to(key, known));
    }
  }

  /// A variable needs, where it is used, all that it comes from.
  private void variable(Reference.Variable variable, Site site, Edges edges) {
    List<Reference> uses = variables.of(variable.name());
    if (uses == null) {
      complain(
          SihRule.TEMPLATE_UNKNOWN_VARIABLE,
          variable,
          site,
          "'vars' has no '" + variable.name() + "'",
          Nearest.to(variable.name(), variables.names()));
      return;
    }
    String checked = variable.name() + (site.hasAnswer() ? "\nanswer" : "\n");
    if (!edges.checkedVariables.add(checked + (site.isDone() ? "\ndone" : "\n"))) {
      return;
    }
    for (Reference use : uses) {
      String stage = StageTokens.stage(use);
      if (stage != null) {
        through(variable, use, stage, site, edges);
      } else if (use instanceof Reference.OwnResponse own && !site.hasAnswer()) {
        String message =
            "variable '" + variable.name() + "' comes from " + own.display() + ", which";
        complain(SihRule.TEMPLATE_NO_RESPONSE, variable, site, message + WITH_AN_ANSWER, null);
      }
    }
  }

  private void through(
      Reference.Variable variable, Reference use, String name, Site site, Edges edges) {
    Integer index = order.index(name);
    if (index == null) {
      return;
    }
    StageDefinition stage = workflow.stages().get(index);
    if (isReachable(variable, stage, index, name, site) && order.isBefore(site.stage(), index)) {
      edges.add(stage.name(), StageTokens.what(use), site.where());
    }
  }

  private void complain(
      Rule rule, Reference reference, Site site, String message, @Nullable String suggestion) {
    diagnostics.add(rule, site.place(), reference.written().offset(), message, suggestion);
  }
}
