package dev.clew.core.absence;

import dev.clew.core.event.Timestamp;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that was due and is not in the ledger.
///
/// @param what in words, with the reason why it was due
/// @param subject what it is about: an artifact, a stage, a producer's number; null when it is
///   about the whole attempt
/// @param due when it was due at the latest; null when only the end of the run made it late
/// @param promisedBy the row that made it due; null when the model of a run itself does
public record Absence(
    Code code,
    String what,
    @Nullable String subject,
    @Nullable Timestamp due,
    @Nullable Long promisedBy) {

  /// What is absent. The rule that expects it has the same name.
  public enum Code {
    /// No event says that the run was asked for.
    NO_RUN_CREATED,
    /// The run was asked for, and nobody took it.
    NO_CLAIM,
    /// It failed, and its command printed nothing.
    NO_STDOUT,
    /// It was claimed, and no place to work was ever ready.
    NO_WORKSPACE,
    /// It was claimed, and no work began.
    NO_FIRST_WORK_EVENT,
    /// A result that it was to write was not written.
    NO_FINAL_ARTIFACT,
    /// Another try was announced, and nothing was heard of it.
    NO_RETRY_HEARTBEAT,
    /// A sign of life was due.
    NO_HEARTBEAT,
    /// There is a result, and nothing says that it was written back.
    NO_STATUS_WRITE_BACK,
    /// Nobody is left who could say how it ended.
    NO_TERMINAL_EVENT,
    /// An artifact exists, or an event names it, and no row describes it.
    NO_MANIFEST_ROW,
    /// A row describes an artifact that is not there.
    NO_FILE,
    /// There is a trace id, and no span of that trace.
    NO_MATCHING_SPANS,
    /// There are spans, and none of them says to which run it belongs.
    NO_RUN_ID,
    /// A stage ended that never started.
    NO_STAGE_START,
    /// A stage started and did not end.
    NO_STAGE_END,
    /// An answer came to a call that was never sent.
    NO_TOOL_CALL_START,
    /// A call was sent, and nothing says what came of it.
    NO_TOOL_CALL_END,
    /// A producer counted an event that is not there.
    SEQUENCE_GAP;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The rule by which it was expected, with its version.
  public String rule() {
    return "absence." + code.wire() + "@1";
  }
}
