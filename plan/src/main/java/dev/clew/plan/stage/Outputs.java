package dev.clew.plan.stage;

import dev.clew.plan.expression.NamedExpression;
import java.util.ArrayList;
import java.util.List;

/// What a stage or a workflow gives on, and which of it is secret.
public record Outputs(List<NamedExpression> all, List<String> secret) {
  public static final Outputs NONE = new Outputs(List.of(), List.of());

  public Outputs {
    all = List.copyOf(all);
    secret = List.copyOf(secret);
  }

  public boolean isSecret(String key) {
    return contains(secret, key);
  }

  /// One of them by itself.
  public Outputs only(NamedExpression output) {
    return new Outputs(
        List.of(output), isSecret(output.name()) ? List.of(output.name()) : List.of());
  }

  public boolean has(String key) {
    return contains(names(), key);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(all.size());
    for (NamedExpression output : all) {
      names.add(output.name());
    }
    return names;
  }

  private static boolean contains(List<String> names, String key) {
    for (String name : names) {
      if (name.equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }
}
