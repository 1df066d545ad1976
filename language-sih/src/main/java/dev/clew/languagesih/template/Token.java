package dev.clew.languagesih.template;

import java.util.List;

/// What stands between `{{` and `}}`.
public sealed interface Token permits Reference, Token.Coalesce, Token.Comparison {
  Written written();

  /// The token with its braces, for messages and evidence.
  default String display() {
    return "{{" + written().text() + "}}";
  }

  /// The first of several tokens that has a value that is not empty; empty text when none has.
  record Coalesce(List<Token> choices, Written written) implements Token {
    public Coalesce {
      choices = List.copyOf(choices);
    }
  }

  /// Whether two values are equal, as in a condition.
  ///
  /// @param negated whether it is `!=`
  record Comparison(Token left, boolean negated, Token right, Written written) implements Token {}
}
