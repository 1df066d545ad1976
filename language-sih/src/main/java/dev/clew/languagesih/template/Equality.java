package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Operand.Kind;
import dev.clew.plan.value.Display;
import java.math.BigDecimal;

/// When two values are the same to a condition, as SIH compares them.
public final class Equality {
  private Equality() {}

  /// Null equals null only. Numbers and texts of numbers are compared as decimals. A Boolean that
  /// is written equals what is as true as it is. Two values of JSON are compared by value, so are
  /// two lists that are written, and everything else by its text.
  public static boolean areEqual(Operand left, Operand right) {
    if (left.isNull() || right.isNull()) {
      return left.isNull() && right.isNull();
    }
    BigDecimal leftNumber = Decimals.of(left.value());
    BigDecimal rightNumber = Decimals.of(right.value());
    if (leftNumber != null && rightNumber != null) {
      return leftNumber.compareTo(rightNumber) == 0;
    }
    if (left.kind() == Kind.BOOLEAN || right.kind() == Kind.BOOLEAN) {
      return left.isTrue() == right.isTrue();
    }
    boolean written = left.kind() == Kind.LIST;
    if (written || right.kind() == Kind.LIST) {
      return written && right.kind() == Kind.LIST && areEqual(left.value(), right.value());
    }
    return left.value().equals(right.value())
        || Display.text(left.value()).equals(Display.text(right.value()));
  }

  private static boolean areEqual(Json left, Json right) {
    if (!(left instanceof Json.Arr these)
        || !(right instanceof Json.Arr those)
        || these.size() != those.size()) {
      return areEqual(Operand.json(left), Operand.json(right));
    }
    for (int at = 0; at < these.size(); at++) {
      if (!areEqual(these.items().get(at), those.items().get(at))) {
        return false;
      }
    }
    return true;
  }
}
