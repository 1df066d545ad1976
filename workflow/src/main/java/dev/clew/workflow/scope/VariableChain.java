package dev.clew.workflow.scope;

import dev.clew.core.json.Json;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.template.MissingCode;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Resolved.Missing;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates one `var:` token and the derived values that it leads to. A value that needs itself is
/// missing; so is one over a limit. Lives for one token.
final class VariableChain implements Scope {
  /// `vars.depth`: how many derived values may lead to each other.
  static final int MAX_DEPTH = 50;

  /// `vars.evaluations`: how many are evaluated for one token. Values that are used twice by values
  /// that are used twice soon are very many.
  static final int MAX_EVALUATIONS = 1_000;

  private final RunScope run;
  private final List<String> chain = new ArrayList<>();
  private int evaluations;

  VariableChain(RunScope run) {
    this.run = run;
  }

  @Override
  public Resolved resolve(Reference reference) {
    return reference instanceof Reference.Variable variable
        ? variable(variable)
        : run.resolve(reference, this);
  }

  private Resolved variable(Reference.Variable token) {
    NamedTemplate variable = find(token.name());
    if (variable == null) {
      return new Missing(
          "the workflow has no var " + token.name(), MissingCode.VARIABLE_UNKNOWN, false);
    }
    String name = variable.name();
    Missing refused = refused(name);
    if (refused != null) {
      return refused;
    }
    chain.add(name);
    evaluations++;
    Rendered<Json> rendered = Rendering.jsonOrText(variable.template(), this, "vars." + name);
    chain.removeLast();
    List<Use> unresolved = rendered.unresolved();
    if (!unresolved.isEmpty()) {
      return because(name, unresolved.getFirst().resolved(), token.optional());
    }
    Origin origin = new Origin.Variable(name, rendered.uses());
    return JsonInText.follow(rendered.value(), token.path(), origin, "var." + name);
  }

  private @Nullable NamedTemplate find(String name) {
    for (NamedTemplate variable : run.variables()) {
      if (variable.name().equalsIgnoreCase(name)) {
        return variable;
      }
    }
    return null;
  }

  private @Nullable Missing refused(String name) {
    if (chain.contains(name)) {
      List<String> circle = new ArrayList<>(chain.subList(chain.indexOf(name), chain.size()));
      circle.add(name);
      return new Missing(
          "var " + name + " has a circular reference: " + String.join(" -> ", circle),
          MissingCode.VARIABLE_CYCLE,
          false);
    }
    if (chain.size() >= MAX_DEPTH) {
      return over("vars.depth", MAX_DEPTH, name);
    }
    return evaluations >= MAX_EVALUATIONS ? over("vars.evaluations", MAX_EVALUATIONS, name) : null;
  }

  private static Missing over(String limit, int value, String name) {
    return new Missing(
        "var " + name + " is over the limit " + limit + " = " + value,
        MissingCode.VARIABLE_LIMIT,
        false);
  }

  /// Mistakes of the vars themselves stay mistakes, whatever stands behind the name.
  private static Missing because(String name, Resolved inner, boolean optional) {
    Missing missing = (Missing) inner;
    boolean own =
        switch (missing.code()) {
          case VARIABLE_CYCLE, VARIABLE_LIMIT, VARIABLE_UNKNOWN -> true;
          default -> false;
        };
    return own
        ? missing
        : new Missing("var " + name + ": " + missing.reason(), missing.code(), optional);
  }
}
