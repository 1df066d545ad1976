package dev.clew.server.artifact;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.SecretSearch;
import dev.clew.server.http.Problem;
import dev.clew.store.Blobs;
import java.io.IOException;
import java.io.InputStream;

/// Keeps files out that hold a secret which the redactor finds: what is stored must have the digest
/// that was said, so it cannot be taken out of them. Lines that are no text are passed over.
///
/// @param redactor of the run
record SecretInspection(Redactor redactor) implements Blobs.Inspection {
  private static final int PART_BYTES = 64 << 10;

  @Override
  public void inspect(InputStream bytes) throws IOException {
    SecretSearch search = new SecretSearch(redactor);
    byte[] part = new byte[PART_BYTES];
    for (int size = bytes.read(part);
        size >= 0 && search.found() == null;
        size = bytes.read(part)) {
      search.take(part, size);
    }
    RedactedPart.Replacement found = search.end();
    if (found != null) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "artifact.secret",
              "a secret stands in this file, which cannot be taken out without changing its"
                  + " digest; nothing of it is kept")
          .with("rule", found.rule())
          .with("byte_offset", Json.of(found.originalOffset()))
          .with("length", Json.of(found.originalLength()))
          .raised();
    }
  }
}
