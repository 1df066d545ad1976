package dev.clew.ingest.pushed;

import org.jspecify.annotations.Nullable;

/// A body was refused as a whole: what is wrong, and where. The message quotes nothing of the body,
/// which may hold a secret.
public final class NotTaken extends Exception {
  private static final long serialVersionUID = 1L;

  /// What is wrong, as a word for programs.
  private final String code;

  private final transient Place place;
  private final @Nullable Long limit;
  private final @Nullable Long actual;
  private final @Nullable String suggestion;

  /// @param byteOffset from 0, in the body after decompression
  /// @param line from 1
  /// @param index of the item, from 0; null when the mistake is outside of all
  /// @param path a JSON pointer (RFC 6901) into the item; null when it is not one member's
  public record Place(long byteOffset, int line, @Nullable Integer index, @Nullable String path) {}

  private NotTaken(
      String code,
      String message,
      Place place,
      @Nullable Long limit,
      @Nullable Long actual,
      @Nullable String suggestion) {
    super(message);
    this.code = code;
    this.place = place;
    this.limit = limit;
    this.actual = actual;
    this.suggestion = suggestion;
  }

  public static NotTaken because(String code, String message, Place place) {
    return new NotTaken(code, message, place, null, null, null);
  }

  public static NotTaken overLimit(
      String code, String message, Place place, long limit, long actual) {
    return new NotTaken(code, message, place, limit, actual, null);
  }

  /// @param suggestion what was meant; null when nothing is near
  static NotTaken unknown(String code, String message, Place place, @Nullable String suggestion) {
    return new NotTaken(code, message, place, null, null, suggestion);
  }

  public String code() {
    return code;
  }

  public Place place() {
    return place;
  }

  /// Null when it is no limit that was reached.
  public @Nullable Long limit() {
    return limit;
  }

  public @Nullable Long actual() {
    return actual;
  }

  public @Nullable String suggestion() {
    return suggestion;
  }
}
