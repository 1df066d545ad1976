package dev.clew.plan;

import dev.clew.core.json.Json;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.InitValues;
import java.util.List;
import java.util.Map;

/// What stands before the first stage: variables that are drawn or computed once, and entries of
/// the shared context that nobody has set. Immutable, pure and thread-safe.
public interface InitSpec {
  /// A workflow that begins with its first stage.
  InitSpec NONE =
      new InitSpec() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public InitValues evaluate(
            RunScope scope, Map<String, Json> variables, Map<String, Json> context) {
          return new InitValues(List.of(), List.of());
        }
      };

  boolean isEmpty();

  /// The clock of the scope is read once. In a run that goes on where an earlier one left off, what
  /// is not constant has the value that it had then; what is constant is as it is written now.
  ///
  /// @param variables values of the earlier run, by the variable's name; empty for a run of its own
  /// @param context values of the earlier run, by the entry's name
  InitValues evaluate(RunScope scope, Map<String, Json> variables, Map<String, Json> context);
}
