package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks that every token names something that can have a value where it stands, and collects the
/// edges between stages.
final class ReferenceCheck {
  private final WorkflowDefinition workflow;
  private final EnvironmentVariables variables;
  private final Diagnostics diagnostics;
  private final Set<String> unsetVariables = new TreeSet<>();
  private final Map<String, Integer> stageIndexes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ReferenceCheck(
      WorkflowDefinition workflow, EnvironmentVariables variables, Diagnostics diagnostics) {
    this.workflow = workflow;
    this.variables = variables;
    this.diagnostics = diagnostics;
    for (int index = 0; index < workflow.stages().size(); index++) {
      stageIndexes.putIfAbsent(workflow.stages().get(index).name(), index);
    }
  }

  /// For each stage, in order.
  List<List<StageReference>> stages() {
    List<List<StageReference>> all = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      all.add(new Uses(index).ofStage(workflow.stages().get(index)));
    }
    return all;
  }

  List<StageReference> endStage() {
    Uses uses = new Uses(workflow.stages().size());
    uses.named(workflow.end().outputs().all(), "output.", false);
    return List.copyOf(uses.found);
  }

  /// The references of the stage at one index; the end of the workflow has the index behind the
  /// last stage.
  private final class Uses {
    private final int index;
    private final List<StageReference> found = new ArrayList<>();

    Uses(int index) {
      this.index = index;
    }

    List<StageReference> ofStage(StageDefinition stage) {
      Condition runIf = stage.runIf();
      if (runIf != null) {
        check(runIf.references(), runIf.place(), "runIf", false);
      }
      if (stage.action() instanceof EndpointCall call) {
        template(call.endpoint(), "endpoint", false);
        named(call.headers(), "headers.", false);
        named(call.query(), "query.", false);
        Body body = call.body();
        if (body != null) {
          template(body.template(), "body", false);
        }
      }
      Template message = stage.message();
      if (message != null) {
        template(message, "message", true);
      }
      named(stage.outputs().all(), "output.", true);
      return List.copyOf(found);
    }

    void named(List<NamedTemplate> templates, String prefix, boolean hasResponse) {
      for (NamedTemplate named : templates) {
        template(named.template(), prefix + named.name(), hasResponse);
      }
    }

    private void template(Template template, String where, boolean hasResponse) {
      check(template.references(), template.place(), where, hasResponse);
      for (Template.Part part : template.parts()) {
        if (part instanceof Template.Part.Insert insert
            && insert.token() instanceof Reference.Environment variable) {
          environment(variable, template.place());
        }
      }
    }

    private void check(List<Reference> references, Place place, String where, boolean hasResponse) {
      for (Reference reference : references) {
        switch (reference) {
          case Reference.Input input -> input(input, place);
          case Reference.Environment variable -> {}
          case Reference.Global global -> {}
          case Reference.Context entry -> {}
          case Reference.Variable variable -> {}
          case Reference.SystemTime time -> {}
          case Reference.Random random -> {}
          case Reference.StageJson json -> check(List.of(json.output()), place, where, hasResponse);
          case Reference.WorkflowOutput output -> {}
          case Reference.WorkflowResult result -> {}
          case Reference.OwnResponse own -> {
            if (!hasResponse) {
              complain(
                  Rule.TEMPLATE_NO_RESPONSE,
                  own,
                  place,
                  own.display() + " can stand only in 'output' and 'message' of a stage",
                  null);
            }
          }
          case Reference.StageResponse earlier ->
              edge(earlier, earlier.stage(), "response." + earlier.part().text(), place, where);
          case Reference.StageOutput output -> {
            StageDefinition stage =
                edge(output, output.stage(), "output." + output.key(), place, where);
            if (stage != null) {
              output(output, stage, place);
            }
          }
        }
      }
    }

    /// The stage when the reference is an edge; null when it is a mistake, which is reported.
    private @Nullable StageDefinition edge(
        Reference reference, String name, String what, Place place, String where) {
      Integer each = stageIndexes.get(name);
      if (each != null && each < index) {
        StageDefinition stage = workflow.stages().get(each);
        addOnce(stage.name(), what, where);
        return stage;
      }
      if (each != null) {
        String problem = each == index ? "is this stage itself" : "runs later";
        complain(
            Rule.WORKFLOW_FORWARD_REFERENCE,
            reference,
            place,
            "stage '" + name + "' " + problem + " and has no result yet",
            null);
        return null;
      }
      complain(
          Rule.WORKFLOW_UNKNOWN_STAGE,
          reference,
          place,
          "unknown stage '" + name + "'",
          Nearest.to(name, stageIndexes.keySet()));
      return null;
    }

    /// Compares by hand: a record's own `equals` is linked at run time, which costs a short process
    /// 20 ms.
    private void addOnce(String stage, String what, String where) {
      for (StageReference each : found) {
        if (each.fromStage().equals(stage)
            && each.what().equals(what)
            && each.where().equals(where)) {
          return;
        }
      }
      found.add(new StageReference(stage, what, where));
    }

    private void output(Reference.StageOutput output, StageDefinition stage, Place place) {
      boolean always =
          output.key().equalsIgnoreCase("http_status") || output.key().equalsIgnoreCase("body");
      if (always || !stage.isRead() || stage.outputs().has(output.key())) {
        return;
      }
      complain(
          Rule.WORKFLOW_UNKNOWN_OUTPUT,
          output,
          place,
          "stage '" + stage.name() + "' has no output '" + output.key() + "'",
          Nearest.to(output.key(), stage.outputs().names()));
    }
  }

  private void input(Reference.Input input, Place place) {
    List<String> names = new ArrayList<>();
    for (InputSpec spec : workflow.inputs()) {
      if (spec.name().equalsIgnoreCase(input.name())) {
        return;
      }
      names.add(spec.name());
    }
    complain(
        Rule.TEMPLATE_UNKNOWN_INPUT,
        input,
        place,
        "the workflow declares no input '" + input.name() + "'",
        Nearest.to(input.name(), names));
  }

  private void environment(Reference.Environment variable, Place place) {
    if (!variable.optional()
        && variables.get(variable.name()) == null
        && unsetVariables.add(variable.name())) {
      complain(
          Rule.ENVIRONMENT_NOT_SET,
          variable,
          place,
          "environment variable '" + variable.name() + "' is not set",
          null);
    }
  }

  private void complain(
      Rule rule, Reference reference, Place place, String message, @Nullable String suggestion) {
    diagnostics.add(rule, place, reference.written().offset(), message, suggestion);
  }
}
