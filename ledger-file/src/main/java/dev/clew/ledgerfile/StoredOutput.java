package dev.clew.ledgerfile;

import dev.clew.core.event.Payload;
import dev.clew.core.fact.log.OutputChunk;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.row.Zstandard;

/// Output of a command as it was printed, from a row that holds it compressed.
public final class StoredOutput {
  /// `output.bytes`: what one row may hold when it is no longer compressed.
  private static final long MAX_BYTES = 64L << 20;

  private StoredOutput() {}

  /// The row with its payload as it was before it was compressed, which has another digest than the
  /// event says; the same row when its payload is not compressed.
  ///
  /// @throws dev.clew.core.ClewException when it cannot be read
  public static Row decoded(Row row) {
    Payload payload = row.payload();
    return payload == null || !Zstandard.NAME.equals(OutputChunk.from(row.event()).encoding())
        ? row
        : row.withPayload(Payload.of(Zstandard.decompress(payload.bytes(), MAX_BYTES)));
  }
}
