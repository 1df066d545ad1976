package dev.clew.workflow.expression;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.Token;
import java.util.List;

/// A node of a condition. Chains of `||` and `&&` are one node, so that a long chain is not a deep
/// tree.
public sealed interface Expression {
  Span span();

  /// Where the node stands in the condition's text: UTF-16 offsets, `end` exclusive, without
  /// parentheses around it.
  record Span(int start, int end) {
    public String of(String text) {
      return text.substring(start, end);
    }
  }

  record Or(List<Expression> operands, Span span) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record And(List<Expression> operands, Span span) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }
  }

  record Not(Expression operand, Span span) implements Expression {}

  record Comparison(Operator operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Value(Token token, Span span) implements Expression {}

  /// A number, quoted text, a bare word, `true`, `false` or `null`.
  record Literal(Json value, Span span) implements Expression {}

  record Items(List<Expression> items, Span span) implements Expression {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Call(Function function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
