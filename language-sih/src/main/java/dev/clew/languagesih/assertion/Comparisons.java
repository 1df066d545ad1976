package dev.clew.languagesih.assertion;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Decimals;
import dev.clew.languagesih.value.MatchPattern;
import dev.clew.plan.value.Display;
import java.math.BigDecimal;

/// The operators of assertions: numbers and texts of numbers are compared as decimals, lists and
/// objects by value, everything else by its text, in which a missing value is nothing.
final class Comparisons {
  private Comparisons() {}

  /// @param expected of an operator that needs none it is not looked at; a pattern has no fault
  static boolean holds(AssertionOperator operator, Json actual, Json expected) {
    return switch (operator) {
      case EQUALS -> areEqual(actual, expected);
      case NOT_EQUALS -> !areEqual(actual, expected);
      case CONTAINS -> Display.text(actual).contains(Display.text(expected));
      case EMPTY -> Display.isEmpty(actual);
      case NOT_EMPTY -> !Display.isEmpty(actual);
      case IN -> isIn(actual, expected);
      case MATCHES -> MatchPattern.isIn(Display.text(actual), Display.text(expected));
    };
  }

  private static boolean isIn(Json actual, Json expected) {
    if (!(expected instanceof Json.Arr list)) {
      return areEqual(actual, expected);
    }
    for (Json item : list.items()) {
      if (areEqual(actual, item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areEqual(Json left, Json right) {
    BigDecimal leftNumber = Decimals.of(left);
    BigDecimal rightNumber = Decimals.of(right);
    if (leftNumber != null && rightNumber != null) {
      return leftNumber.compareTo(rightNumber) == 0;
    }
    return left.equals(right) || Display.text(left).equals(Display.text(right));
  }
}
