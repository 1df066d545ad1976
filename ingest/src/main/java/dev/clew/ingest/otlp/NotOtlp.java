package dev.clew.ingest.otlp;

import org.jspecify.annotations.Nullable;

/// A body was refused as a whole. The message quotes nothing of the body, which may hold a secret.
public final class NotOtlp extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable Long limit;

  private NotOtlp(String code, String message, @Nullable Long limit) {
    super(message, null, false, false);
    this.code = code;
    this.limit = limit;
  }

  static NotOtlp protobuf(String what) {
    return new NotOtlp("otlp.protobuf", what, null);
  }

  static NotOtlp json(String what) {
    return new NotOtlp("otlp.json", what, null);
  }

  static NotOtlp overLimit(String code, String what, long limit) {
    return new NotOtlp(code, what, limit);
  }

  /// What is wrong, as a word for programs.
  public String code() {
    return code;
  }

  /// Null when it is no limit that was reached.
  public @Nullable Long limit() {
    return limit;
  }
}
