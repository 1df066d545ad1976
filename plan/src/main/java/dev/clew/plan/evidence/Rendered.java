package dev.clew.plan.evidence;

import java.util.ArrayList;
import java.util.List;

/// What an expression came to, and what it was made of, in order. What is sent must be
/// [#isComplete].
public record Rendered<T>(T value, List<Use> uses) {
  public Rendered {
    uses = List.copyOf(uses);
  }

  public boolean isComplete() {
    return unresolved(uses).isEmpty();
  }

  public List<Use> unresolved() {
    return unresolved(uses);
  }

  /// The uses without a value that no `?` excuses.
  public static List<Use> unresolved(List<Use> uses) {
    List<Use> unresolved = new ArrayList<>();
    for (Use use : uses) {
      if (use.isUnresolved()) {
        unresolved.add(use);
      }
    }
    return unresolved;
  }
}
