package dev.clew.attest;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Payload;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes the signature over a run.
public final class SignedRun {
  private SignedRun() {}

  /// A file that is signed with the run.
  public record File(String name, Digest sha256, boolean isLedger) {}

  /// The envelope, as its file has it. The same run, files and key give the same bytes.
  ///
  /// @param rows all of them, known to be intact
  public static byte[] envelope(LedgerId id, List<Row> rows, List<File> files, SigningKey key) {
    List<RunStatement.Subject> subjects = new ArrayList<>();
    for (File file : files) {
      subjects.add(new RunStatement.Subject(file.name(), file.sha256(), file.isLedger()));
    }
    byte[] payload = RunStatement.of(id, rows, subjects).bytes();
    byte[] signature = key.sign(Envelope.preAuthentication(RunStatement.PAYLOAD_TYPE, payload));
    Envelope envelope =
        new Envelope(
            RunStatement.PAYLOAD_TYPE,
            Payload.of(payload),
            List.of(new Envelope.Signature(key.verifyingKey().id(), Payload.of(signature))));
    return (JsonWriter.pretty(envelope.toJson()) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
