package dev.clew.plan.evidence;

import dev.clew.core.json.Json;
import dev.clew.plan.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node of a condition came to, and why: the evidence of a decision.
///
/// @param node an operator such as `||`, a function's name, `token` for a name, `literal` or `list`
/// @param text the node as it was written
/// @param shown the text with every name replaced by its value
/// @param evaluated false when `||` or `&&` had already decided; then `result` is null
/// @param holds what its language makes of the result; false when it was not evaluated
/// @param use what the name stood for, when the node is one that was evaluated
public record Evaluation(
    String node,
    String text,
    String shown,
    boolean evaluated,
    Json result,
    boolean holds,
    @Nullable Use use,
    List<Evaluation> operands) {

  public Evaluation {
    operands = List.copyOf(operands);
  }

  /// Every name that was evaluated, from left to right.
  public List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    collect(this, uses);
    return uses;
  }

  private static void collect(Evaluation evaluation, List<Use> uses) {
    Use use = evaluation.use();
    if (use != null) {
      uses.add(use);
    }
    for (Evaluation operand : evaluation.operands()) {
      collect(operand, uses);
    }
  }

  /// One line: `{{stage:pay.response.status}} == 200 → 402 == 200 → false`, and behind it why a
  /// value was missing.
  public String explain() {
    StringBuilder out = new StringBuilder(OneLine.of(text));
    if (!shown.equals(text)) {
      out.append(" → ").append(OneLine.of(shown));
    }
    out.append(" → ").append(holds());
    for (Use use : uses()) {
      if (use.resolved() instanceof Resolved.Missing missing) {
        out.append("; ").append(OneLine.of(use.token())).append(": ").append(missing.reason());
      }
    }
    return out.toString();
  }

  /// The tree for the ledger: `{operator, source, evaluated, result?, operands?}`; a name has
  /// `template`, `value`, and `origin` or `missing` too. Values are as they are: redact before
  /// storing.
  public Json.Obj toJson() {
    Json.Builder json =
        Json.object().put("operator", node).put("source", text).put("evaluated", evaluated);
    if (evaluated) {
      json.put("result", result);
    }
    if (use != null) {
      json.put("template", use.token()).putAll(use.resolved().toJson());
    }
    if (!operands.isEmpty()) {
      List<Json> children = new ArrayList<>(operands.size());
      for (Evaluation operand : operands) {
        children.add(operand.toJson());
      }
      json.put("operands", children);
    }
    return json.build();
  }
}
