package dev.clew.workflow.template;

import dev.clew.core.json.Json;
import java.math.BigDecimal;

/// When two values are the same to a condition. Missing values are null here.
public final class Equality {
  private Equality() {}

  /// Null equals null only. Numbers and texts of numbers are compared as decimals, a Boolean with
  /// the text of one ignoring case, lists and objects by value, and everything else by its text.
  public static boolean areEqual(Json left, Json right) {
    if (left instanceof Json.Null || right instanceof Json.Null) {
      return left instanceof Json.Null && right instanceof Json.Null;
    }
    BigDecimal leftNumber = Decimals.of(left);
    BigDecimal rightNumber = Decimals.of(right);
    if (leftNumber != null && rightNumber != null) {
      return leftNumber.compareTo(rightNumber) == 0;
    }
    if (left instanceof Json.Bool || right instanceof Json.Bool) {
      return Display.text(left).equalsIgnoreCase(Display.text(right));
    }
    if (isTree(left) && isTree(right)) {
      return left.equals(right);
    }
    return Display.text(left).equals(Display.text(right));
  }

  private static boolean isTree(Json value) {
    return value instanceof Json.Arr || value instanceof Json.Obj;
  }
}
