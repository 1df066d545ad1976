package dev.clew.workflow.input;

import dev.clew.core.json.Json;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Binds supplied values to declared inputs. Names are compared ignoring case.
public final class InputBinding {
  private final String workflowFile;
  private final Diagnostics diagnostics;
  private final Map<String, Supplied> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private InputBinding(String workflowFile, Diagnostics diagnostics) {
    this.workflowFile = workflowFile;
    this.diagnostics = diagnostics;
  }

  /// @param workflowFile where missing inputs are declared, for diagnostics
  public static BoundInputs bind(
      List<InputSpec> specs,
      Map<String, Supplied> supplied,
      String workflowFile,
      Diagnostics diagnostics) {
    return new InputBinding(workflowFile, diagnostics).bind(specs, supplied);
  }

  private BoundInputs bind(List<InputSpec> specs, Map<String, Supplied> supplied) {
    for (Map.Entry<String, Supplied> entry : supplied.entrySet()) {
      if (byName.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
        complain(
            Rule.INPUT_GIVEN_TWICE,
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
          Rule.INPUT_UNDECLARED,
          left.getValue(),
          "the workflow declares no input '" + left.getKey() + "'",
          Nearest.to(left.getKey(), names(specs)));
    }
    return new BoundInputs(bound);
  }

  private BoundInput absent(InputSpec spec) {
    if (spec.required()) {
      diagnostics.add(
          Rule.INPUT_MISSING,
          workflowFile,
          spec.at(),
          "required input '" + spec.name() + "' was not supplied");
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
          Rule.INPUT_TYPE,
          given,
          "input '" + spec.name() + "' must be " + InputTyping.wanted(spec.type()),
          null);
      return new BoundInput(spec, null, given.source());
    }
    if (typed instanceof Json.Str text && !InputFormat.isWellFormed(spec.type(), text.value())) {
      complain(
          Rule.INPUT_FORMAT,
          given,
          "input '" + spec.name() + "' does not look like a " + spec.type().word(),
          null);
    }
    return new BoundInput(spec, typed, given.source());
  }

  private void complain(Rule rule, Supplied given, String message, @Nullable String suggestion) {
    diagnostics.add(rule, given.source(), Position.NONE, message, suggestion);
  }

  private static List<String> names(List<InputSpec> specs) {
    List<String> names = new ArrayList<>();
    for (InputSpec spec : specs) {
      names.add(spec.name());
    }
    return names;
  }
}
