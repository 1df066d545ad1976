package dev.clew.plan.input;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.plan.source.PlanRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Binds supplied values to declared inputs. Names are compared ignoring case.
public final class InputBinding {
  private final List<InputProblem> problems = new ArrayList<>();
  private final Map<String, Supplied> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private InputBinding() {}

  /// @param inputs those with a problem have no value
  /// @param problems warnings too
  public record Bound(BoundInputs inputs, List<InputProblem> problems) {
    public Bound {
      problems = List.copyOf(problems);
    }

    public boolean isUsable() {
      for (InputProblem problem : problems) {
        if (problem.isError()) {
          return false;
        }
      }
      return true;
    }
  }

  /// Of a child workflow, while it runs.
  ///
  /// @param source who gives them, such as `stage login`
  public static Bound bind(List<InputSpec> specs, Map<String, Json> values, String source) {
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    values.forEach((name, value) -> supplied.put(name, new Supplied.Value(value, source)));
    return bind(specs, supplied);
  }

  public static Bound bind(List<InputSpec> specs, Map<String, Supplied> supplied) {
    InputBinding binding = new InputBinding();
    return new Bound(binding.inputs(specs, supplied), binding.problems);
  }

  /// As [#bind(List, Map)], with the problems as diagnostics.
  public static BoundInputs bind(
      List<InputSpec> specs,
      Map<String, Supplied> supplied,
      String workflowFile,
      Diagnostics diagnostics) {
    return bind(specs, supplied, true, workflowFile, diagnostics);
  }

  /// As [#bind(List, Map)], with the problems as diagnostics.
  ///
  /// @param needsAll whether a required input that is missing is a problem
  /// @param workflowFile where missing inputs are declared
  public static BoundInputs bind(
      List<InputSpec> specs,
      Map<String, Supplied> supplied,
      boolean needsAll,
      String workflowFile,
      Diagnostics diagnostics) {
    Bound bound = bind(specs, supplied);
    for (InputProblem problem : bound.problems()) {
      boolean isMissing = problem.source().isEmpty();
      if (isMissing && !needsAll) {
        continue;
      }
      diagnostics.add(
          problem.rule(),
          isMissing ? workflowFile : problem.source(),
          isMissing ? problem.declaredAt() : Position.NONE,
          problem.message(),
          problem.suggestion());
    }
    return bound.inputs();
  }

  private BoundInputs inputs(List<InputSpec> specs, Map<String, Supplied> supplied) {
    for (Map.Entry<String, Supplied> entry : supplied.entrySet()) {
      if (byName.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
        complain(
            PlanRule.INPUT_GIVEN_TWICE,
            entry.getKey(),
            entry.getValue(),
            "input '" + entry.getKey() + "' is given twice; names ignore case",
            null);
      }
    }
    List<BoundInput> bound = new ArrayList<>(specs.size());
    for (InputSpec spec : specs) {
      Supplied given = byName.remove(spec.name());
      bound.add(given == null ? absent(spec) : bind(spec, given));
    }
    for (Map.Entry<String, Supplied> left : byName.entrySet()) {
      complain(
          PlanRule.INPUT_UNDECLARED,
          left.getKey(),
          left.getValue(),
          "the workflow declares no input '" + left.getKey() + "'",
          Nearest.to(left.getKey(), names(specs)));
    }
    return new BoundInputs(bound);
  }

  private BoundInput absent(InputSpec spec) {
    if (spec.required()) {
      problems.add(
          new InputProblem(
              PlanRule.INPUT_MISSING,
              spec.name(),
              "",
              spec.at(),
              "required input '" + spec.name() + "' was not supplied",
              null));
    }
    return new BoundInput(spec, null, "");
  }

  private BoundInput bind(InputSpec spec, Supplied given) {
    if (given instanceof Supplied.Value value && value.json() instanceof Json.Null) {
      return absent(spec);
    }
    Json typed = InputTyping.typed(spec.type(), given);
    if (typed == null) {
      complain(
          PlanRule.INPUT_TYPE,
          spec.name(),
          given,
          "input '" + spec.name() + "' must be " + InputTyping.wanted(spec.type()),
          null);
      return new BoundInput(spec, null, given.source());
    }
    if (typed instanceof Json.Str text && !InputFormat.isWellFormed(spec.type(), text.value())) {
      complain(
          PlanRule.INPUT_FORMAT,
          spec.name(),
          given,
          "input '" + spec.name() + "' does not look like a " + spec.type().word(),
          null);
    }
    return new BoundInput(spec, typed, given.source());
  }

  private void complain(
      Rule rule, String name, Supplied given, String message, @Nullable String suggestion) {
    problems.add(new InputProblem(rule, name, given.source(), Position.NONE, message, suggestion));
  }

  private static List<String> names(List<InputSpec> specs) {
    List<String> names = new ArrayList<>();
    for (InputSpec spec : specs) {
      names.add(spec.name());
    }
    return names;
  }
}
