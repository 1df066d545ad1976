package dev.clew.ledgerfile.row;

import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a ledger file, frame by frame, whatever its format. After the last whole frame it
/// says what follows: nothing, a torn tail, or bytes that are wrong.
public interface RowReader {
  /// What is looked at beside the checksums of the frames.
  enum Check {
    /// Nothing: the frames are as they were written.
    CHECKSUMS,
    /// Every row is what some ledger writes, to the last byte; digests and chain are the caller's.
    EVERYTHING
  }

  /// The rows of the next frame, with larger payloads in the file only; null when there is no whole
  /// one.
  ///
  /// @throws RowFrame.NotARow when the frame is whole and is not what a ledger writes
  @Nullable List<Row> next() throws IOException, RowFrame.NotARow;

  /// The end of the frame that [#next] returned last.
  long position();

  /// Where reading stopped, which is after [#position] when payloads have lost their rows.
  long stoppedAt();

  /// The size of the torn tail, from [#position]; 0 when there is none. Known when [#next] has
  /// returned null.
  long tornBytes();

  /// What is wrong at [#stoppedAt]; null when nothing is. Known when [#next] has returned null.
  @Nullable String wrong();
}
