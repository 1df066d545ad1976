package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Decimals;
import dev.clew.languagesih.template.Equality;
import dev.clew.languagesih.template.Operand;
import dev.clew.plan.value.Display;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operators and functions of conditions make of their values, as SIH does it.
final class Semantics {
  private Semantics() {}

  static boolean compare(Operator operator, Operand left, Operand right) {
    return switch (operator) {
      case EQUAL -> Equality.areEqual(left, right);
      case NOT_EQUAL -> !Equality.areEqual(left, right);
      case IN -> isIn(left, right);
      case NOT_IN -> !isIn(left, right);
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          !left.isNull() && !right.isNull() && holds(operator, order(left.value(), right.value()));
    };
  }

  /// Numbers by their size, everything else by its text in the order of UTF-16.
  private static int order(Json left, Json right) {
    BigDecimal leftNumber = Decimals.of(left);
    BigDecimal rightNumber = Decimals.of(right);
    return leftNumber != null && rightNumber != null
        ? leftNumber.compareTo(rightNumber)
        : Display.text(left).compareTo(Display.text(right));
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

  /// Nothing is in what is no list.
  private static boolean isIn(Operand value, Operand list) {
    if (!(list.asJson() instanceof Json.Arr items)) {
      return false;
    }
    for (Json item : items.items()) {
      Operand one = list.kind() == Operand.Kind.LIST ? Operand.literal(item) : Operand.json(item);
      if (Equality.areEqual(one, value)) {
        return true;
      }
    }
    return false;
  }

  static Operand call(Function function, List<Operand> arguments) {
    Operand value = arguments.getFirst();
    Json json = value.asJson();
    return switch (function) {
      case EXISTS -> Operand.of(value.exists());
      case EMPTY -> Operand.of(value.isEmpty());
      case COALESCE -> firstNotNull(arguments);
      case IS_EMPTY_JSON -> Operand.of(json != null && Display.isEmpty(json));
      case JSON_LENGTH -> Operand.number(json == null ? 0 : length(json));
      case FIRST -> first(json);
      case ANY -> Operand.of(json == null ? value.isTrue() : any(json));
    };
  }

  private static Operand firstNotNull(List<Operand> values) {
    for (Operand value : values) {
      if (!value.isNull()) {
        return value;
      }
    }
    return Operand.nothing();
  }

  private static Operand first(@Nullable Json json) {
    if (json instanceof Json.Arr list && list.size() > 0) {
      return Operand.json(list.items().getFirst());
    }
    if (json instanceof Json.Obj object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        return Operand.json(member.getValue());
      }
    }
    return Operand.nothing();
  }

  /// A number is something, also 0.
  private static boolean any(Json json) {
    return json instanceof Json.Num || Operand.isTrue(json);
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
