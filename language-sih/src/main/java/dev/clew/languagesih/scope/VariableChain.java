package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Templated;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Resolved.Missing;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.expression.NamedExpression;
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

  private final RunTokens tokens;
  private final List<String> chain = new ArrayList<>();
  private int evaluations;

  VariableChain(RunTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Resolved resolve(Reference reference) {
    return reference instanceof Reference.Variable variable
        ? variable(variable)
        : tokens.resolve(reference, this);
  }

  private Resolved variable(Reference.Variable token) {
    NamedExpression variable = find(token.name());
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
    Rendered<Json> rendered =
        Rendering.jsonOrText(Templated.in(variable.expression()), this, "vars." + name);
    chain.removeLast();
    List<Use> unresolved = rendered.unresolved();
    if (!unresolved.isEmpty()) {
      return because(name, unresolved.getFirst().resolved(), token.optional());
    }
    ValueOrigin origin = new ValueOrigin.Variable(name, rendered.uses());
    return JsonInText.follow(rendered.value(), token.path(), origin, "var." + name);
  }

  private @Nullable NamedExpression find(String name) {
    for (NamedExpression variable : tokens.run().variables()) {
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
