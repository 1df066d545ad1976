package dev.clew.ledgerfile.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.TestRows;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPayloadTest {
  @TempDir private Path directory;
  private final List<Payload> written = new ArrayList<>();
  private final List<Row> heard = new ArrayList<>();

  /// Where each row ends in the file.
  private final List<Integer> ends = new ArrayList<>();

  private Path file;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(Long.getLong("seed", 742L));
    try (FileLedger ledger = TestRows.create(new LocalDisk(), directory)) {
      ledger.follow(heard::add);
      for (int size : new int[] {0, 10, 511, 512, 513, 5_000, 9_000, 140_000, 600, 5}) {
        Payload payload = size % 2 == 0 ? Payload.of("\u20ac\"".repeat(size)) : bytes(random, size);
        written.add(payload);
        ledger.append(
            TestRows.redacted(
                TestRows.event("evt_" + size, 1, "body of " + size)
                    .change()
                    .rawRef(payload.ref())
                    .build(),
                payload));
        ends.add((int) Files.size(ledger.path()));
      }
      file = ledger.path();
    }
  }

  private static Payload bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Payload.of(bytes);
  }

  private static List<Payload> payloads(List<Row> rows) {
    return rows.stream().map(row -> Objects.requireNonNull(row.payload())).toList();
  }

  @Test
  void payload_ofARow_isWhatWasWrittenWhoeverTellsIt() {
    assertThat(payloads(heard)).isEqualTo(written);
    assertThat(payloads(LedgerReader.read(file).rows())).isEqualTo(written);
    assertThat(payloads(heard).get(7).text()).isEqualTo(written.get(7).text());
  }

  @Test
  void payload_fileChanged_saysWhichRowIsGone() throws IOException {
    Payload large = payloads(heard).get(7);
    Payload small = payloads(heard).get(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[ends.get(8) - 10] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> payloads(heard).get(8).bytes())
        .isInstanceOf(ClewException.class)
        .hasMessageContaining(file + " was changed while it was read: the row at byte ");
    assertThat(large).isEqualTo(written.get(7));

    Files.delete(file);
    assertThatThrownBy(large::bytes)
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("cannot read a payload again from the ledger " + file);
    assertThat(small).isEqualTo(written.get(1));
  }
}
