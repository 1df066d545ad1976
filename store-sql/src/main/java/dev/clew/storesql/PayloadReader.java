package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Intake;
import dev.clew.ledgerfile.row.Zstandard;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/// Reads payloads when somebody asks for them. Thread-safe.
public record PayloadReader(Readers readers) {

  /// @param digest what the bytes must have, or they are not given
  Supplier<byte[]> of(RunRow run, long offset, Digest digest) {
    return () -> {
      byte[] bytes = bytes(run, offset);
      if (!Digest.sha256(bytes).equals(digest)) {
        throw new RowText(run.id(), offset, digest).damaged("its payload has another digest");
      }
      return bytes;
    };
  }

  private byte[] bytes(RunRow run, long offset) {
    try {
      return readers.read(
          Set.of(run.id().namespace()),
          connection -> {
            try (PreparedStatement query =
                connection.prepareStatement(
                    "SELECT zstd, bytes FROM payload WHERE run = ? AND \"offset\" = ?")) {
              query.setLong(1, run.number());
              query.setLong(2, offset);
              try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                  throw new RowText(run.id(), offset, run.chain())
                      .damaged("its payload is missing");
                }
                byte[] stored = found.getBytes(2);
                return found.getInt(1) == 0
                    ? stored
                    : Zstandard.decompress(stored, Intake.PAYLOAD_LIMIT_BYTES);
              }
            }
          });
    } catch (SQLException e) {
      throw new ClewException(
          "the payload of row " + offset + " of run " + run.id().runId() + " cannot be read", e);
    }
  }
}
