package dev.clew.engine.context;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.dossier.Quote;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.SaidError;
import org.jspecify.annotations.Nullable;

/// How a stage went wrong.
///
/// @param code as `docs/events.md` lists them
/// @param message one sentence for people
/// @param cause the node inside of this one that failed: an item, a stage of a child workflow; null
///   for none
public record Failure(String code, String message, @Nullable StagePath cause) {
  public Failure(String code, String message) {
    this(code, message, null);
  }

  public Failure(FailureCode code, String message) {
    this(code.wire(), message, null);
  }

  public Failure(FailureCode code, String message, @Nullable StagePath cause) {
    this(code.wire(), message, cause);
  }

  public static Failure cancelled(String during) {
    return new Failure(FailureCode.CANCELLED, "the run was cancelled while it " + during);
  }

  /// What nobody thought of. It ends the stage and not the program, so that the run has an end and
  /// can be explained.
  public static Failure unexpected(Throwable fault) {
    return new Failure(FailureCode.UNEXPECTED_FAULT, "clew failed here: " + fault);
  }

  public boolean isCancelled() {
    return FailureCode.CANCELLED.is(code);
  }

  /// As an event says it.
  ///
  /// @param quote what an answer says about it; null for none
  public SaidError said(@Nullable Quote quote) {
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, code)
            .with(SaidError.MESSAGE, message)
            .with(SaidError.QUOTE, quote == null ? null : quote.said())
            .build());
  }
}
