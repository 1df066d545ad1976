package dev.clew.engine.context;

import dev.clew.core.dossier.Quote;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// How a stage went wrong.
///
/// @param code as `docs/events.md` lists them
/// @param message one sentence for people
/// @param cause the node inside of this one that failed: an item, a stage of a child workflow; null
///   for none
public record Failure(String code, String message, @Nullable StagePath cause) {
  public static final String CANCELLED = "cancelled";

  public Failure(String code, String message) {
    this(code, message, null);
  }

  public static Failure cancelled(String during) {
    return new Failure(CANCELLED, "the run was cancelled while it " + during);
  }

  /// What nobody thought of. It ends the stage and not the program, so that the run has an end and
  /// can be explained.
  public static Failure unexpected(Throwable fault) {
    return new Failure("unexpected_fault", "clew failed here: " + fault);
  }

  public boolean isCancelled() {
    return code.equals(CANCELLED);
  }

  /// @param quote what an answer says about it; null for none
  public Json.Obj toJson(@Nullable Quote quote) {
    return Json.object()
        .put("code", code)
        .put("message", message)
        .put("quote", quote == null ? null : quote.toJson())
        .build();
  }
}
