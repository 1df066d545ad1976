package dev.clew.languagesih.template;

import dev.clew.plan.expression.Expression;

/// An expression of this language that is made of one template.
public interface Templated extends Expression {
  Template template();

  /// The template of an expression.
  ///
  /// @throws IllegalArgumentException when it is made of none
  static Template in(Expression expression) {
    if (expression instanceof Templated templated) {
      return templated.template();
    }
    throw new IllegalArgumentException("no template: " + expression.written());
  }
}
