package dev.clew.server.intake;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// What became of an event that was sent.
sealed interface Result {
  /// @param offset its place in the ledger of its run
  /// @param status `stored`, or how it came to be stored and does not count
  record Stored(long offset, String status) implements Result {}

  /// @param offset at which it stands already
  record Duplicate(long offset) implements Result {}

  /// @param limit null when it was not because of one; then `actual` is, too
  record Rejected(String code, @Nullable Long limit, @Nullable Long actual, String message)
      implements Result {
    static final Rejected REMOVED =
        new Rejected("run.removed", null, null, "its run was removed; not stored");

    static Rejected over(String code, long limit, long actual) {
      return new Rejected(code, limit, actual, "over a limit; not stored");
    }

    /// In one line.
    String line() {
      return limit == null
          ? code + ": " + message
          : code + ": " + actual + " is over the limit of " + limit;
    }
  }

  static Result of(Appended appended) {
    return switch (appended) {
      case Appended.Stored(Row row, String text) ->
          new Stored(
              row.offset(),
              switch (row.verdict()) {
                case ACCEPTED -> "stored";
                case CONFLICT -> "conflict";
                case FENCED -> "fenced";
              });
      case Appended.Duplicate(long offset) -> new Duplicate(offset);
      case Appended.OverLimit over -> Rejected.over(over.code(), over.limit(), over.actual());
      case Appended.Removed removed -> Rejected.REMOVED;
    };
  }

  default String status() {
    return switch (this) {
      case Stored stored -> stored.status();
      case Duplicate duplicate -> "duplicate";
      case Rejected rejected -> "rejected";
    };
  }

  /// What a sender should know beside the status.
  private @Nullable String message() {
    return switch (this) {
      case Stored stored ->
          switch (stored.status()) {
            case "conflict" -> "an event with this id and other content came before; both are kept";
            case "fenced" -> "a later life of this producer has spoken; kept, and changes nothing";
            default -> null;
          };
      case Duplicate duplicate -> null;
      case Rejected rejected -> rejected.message();
    };
  }

  default Json.Obj toJson(int index) {
    Json.Builder out = Json.object().put("index", index).put("status", status());
    switch (this) {
      case Stored stored -> out.put("offset", stored.offset());
      case Duplicate duplicate -> out.put("offset", duplicate.offset());
      case Rejected rejected ->
          out.put("code", rejected.code())
              .put("limit", rejected.limit())
              .put("actual", rejected.actual());
    }
    return out.put("message", message()).build();
  }
}
