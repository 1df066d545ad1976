package dev.clew.engine.llm;

/// Why a model is not asked.
final class NotSent extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  /// @param code in snake_case
  NotSent(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
