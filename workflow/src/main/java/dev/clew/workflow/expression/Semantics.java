package dev.clew.workflow.expression;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.template.Decimals;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.Equality;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Truth and order of the values of conditions. Missing values are null here.
final class Semantics {
  private Semantics() {}

  /// A number that is not 0, text that is not empty (`"false"` is true), a list or object that is
  /// not empty.
  static boolean isTrue(Json value) {
    return switch (value) {
      case Json.Bool bool -> bool.value();
      case Json.Num number -> number.decimal().signum() != 0;
      case Json.Null nothing -> false;
      case Json.Str string -> !Display.isEmpty(string);
      case Json.Arr array -> !Display.isEmpty(array);
      case Json.Obj object -> !Display.isEmpty(object);
    };
  }

  /// As a comparator, by decimals or else by UTF-16 order of texts; null when the two have no
  /// order.
  static @Nullable Integer order(Json left, Json right) {
    BigDecimal leftNumber = Decimals.of(left);
    BigDecimal rightNumber = Decimals.of(right);
    if (leftNumber != null && rightNumber != null) {
      return leftNumber.compareTo(rightNumber);
    }
    return left instanceof Json.Str leftText && right instanceof Json.Str rightText
        ? leftText.value().compareTo(rightText.value())
        : null;
  }

  /// A value that is not a list is a list of itself; null is an empty one.
  static boolean isIn(Json value, Json list) {
    List<Json> items =
        switch (list) {
          case Json.Arr array -> array.items();
          case Json.Null nothing -> List.of();
          case Json.Bool bool -> List.of(bool);
          case Json.Num number -> List.of(number);
          case Json.Str string -> List.of(string);
          case Json.Obj object -> List.of(object);
        };
    for (Json item : items) {
      if (Equality.areEqual(value, item)) {
        return true;
      }
    }
    return false;
  }

  static boolean compare(Operator operator, Json left, Json right) {
    return switch (operator) {
      case EQUAL -> Equality.areEqual(left, right);
      case NOT_EQUAL -> !Equality.areEqual(left, right);
      case IN -> isIn(left, right);
      case NOT_IN -> !isIn(left, right);
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> {
        Integer order = order(left, right);
        yield order != null && holds(operator, order);
      }
    };
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> throw new IllegalArgumentException(operator.symbol());
    };
  }

  static Json call(Function function, List<Json> arguments) {
    Json value = arguments.getFirst();
    Json tree = tree(value);
    return switch (function) {
      case EXISTS -> Json.of(!(value instanceof Json.Null));
      case EMPTY -> Json.of(Display.isEmpty(value));
      case COALESCE -> firstNonEmpty(arguments);
      case IS_EMPTY_JSON -> Json.of(Display.isEmpty(value) || isTextOfNothing(value));
      case JSON_LENGTH -> Json.of(length(tree));
      case FIRST ->
          tree instanceof Json.Arr array
              ? array.size() == 0 ? Json.NULL : array.items().getFirst()
              : value;
      case ANY -> Json.of(length(tree) > 0);
    };
  }

  /// Of values that are all empty the first that is not null, so that `coalesce(a, '')` is text.
  private static Json firstNonEmpty(List<Json> values) {
    Json empty = Json.NULL;
    for (Json value : values) {
      if (!Display.isEmpty(value)) {
        return value;
      }
      empty = empty instanceof Json.Null ? value : empty;
    }
    return empty;
  }

  /// The list or object that the text is; any other value as it is.
  private static Json tree(Json value) {
    if (value instanceof Json.Str string
        && (string.value().startsWith("[") || string.value().startsWith("{"))) {
      try {
        return JsonText.parse(string.value());
      } catch (JsonText.Malformed | IllegalArgumentException e) {
        return value;
      }
    }
    return value;
  }

  private static boolean isTextOfNothing(Json value) {
    return value instanceof Json.Str string
        && switch (string.value().strip()) {
          case "", "{}", "[]", "null" -> true;
          default -> false;
        };
  }

  private static long length(Json value) {
    return switch (value) {
      case Json.Null nothing -> 0;
      case Json.Bool bool -> 1;
      case Json.Num number -> 1;
      case Json.Str string -> string.value().codePointCount(0, string.value().length());
      case Json.Arr array -> array.size();
      case Json.Obj object -> object.members().size();
    };
  }
}
