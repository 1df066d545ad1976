package dev.clew.acceptance;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Canonical;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.StoredOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Everything that a file holds, as text: of a ledger also what is compressed in it.
final class StoredText {
  private StoredText() {}

  static String of(Path file) throws IOException {
    StringBuilder all =
        new StringBuilder(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    if (file.toString().endsWith(".ledger")) {
      for (Row row : LedgerReader.read(file).rows()) {
        all.append('\n').append(Canonical.text(RowJson.write(row)));
        Payload printed = StoredOutput.decoded(row).payload();
        if (printed != null) {
          all.append('\n').append(new String(printed.bytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return all.toString();
  }
}
