package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Token;
import java.util.List;

/// A node of a condition. Chains of `||` and `&&` are one node, so that a long chain is not a deep
/// tree.
public sealed interface ConditionNode {
  Span span();

  /// Where the node stands in the condition's text: UTF-16 offsets, `end` exclusive, without
  /// parentheses around it.
  record Span(int start, int end) {
    public String of(String text) {
      return text.substring(start, end);
    }
  }

  record Or(List<ConditionNode> operands, Span span) implements ConditionNode {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record And(List<ConditionNode> operands, Span span) implements ConditionNode {
    public And {
      operands = List.copyOf(operands);
    }
  }

  record Not(ConditionNode operand, Span span) implements ConditionNode {}

  record Comparison(Operator operator, ConditionNode left, ConditionNode right, Span span)
      implements ConditionNode {}

  record Value(Token token, Span span) implements ConditionNode {}

  /// A number, quoted text, a bare word, `true`, `false` or `null`.
  record Literal(Json value, Span span) implements ConditionNode {}

  record Items(List<ConditionNode> items, Span span) implements ConditionNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Call(Function function, List<ConditionNode> arguments, Span span)
      implements ConditionNode {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
