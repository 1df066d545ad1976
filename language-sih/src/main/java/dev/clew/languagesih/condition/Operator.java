package dev.clew.languagesih.condition;

/// What can stand between two operands of a comparison.
public enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  GREATER_OR_EQUAL(">="),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  LESS("<"),
  IN("in"),
  NOT_IN("not in");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
