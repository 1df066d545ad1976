package dev.clew.plan.scope;

import java.util.ArrayList;
import java.util.List;

/// What stands before the first stage, in the order of the file: variables, of which a later one
/// may use the earlier ones as globals, and then the entries of the context that nobody had set.
///
/// @param variables every variable, also those that have no value
/// @param context only the entries that are to be set
public record InitValues(List<InitValue> variables, List<InitValue> context) {
  public InitValues {
    variables = List.copyOf(variables);
    context = List.copyOf(context);
  }

  /// Those that a run cannot begin without.
  public List<InitValue> unresolved() {
    List<InitValue> unresolved = new ArrayList<>();
    variables.stream().filter(InitValue::isUnresolved).forEach(unresolved::add);
    context.stream().filter(InitValue::isUnresolved).forEach(unresolved::add);
    return unresolved;
  }
}
