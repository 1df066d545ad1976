package dev.clew.ledgerfile;

import static dev.clew.ledgerfile.TestRows.clock;
import static dev.clew.ledgerfile.TestRows.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgerfile.frame.BinaryFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ledgers of format 2: a row alone, rows that were written at once, payloads in frames of their
/// own.
class Format2Test {
  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  private byte[] bytes;
  private Digest head;

  /// Where each write ended, and how many rows there were then.
  private final List<int[]> writes = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      written(ledger);
      ledger.append(event(0));
      written(ledger);
      ledger.together(() -> {
        for (int number = 1; number < 6; number++) {
          ledger.append(event(number));
        }
        append(ledger, "binary", Payload.of(new byte[] {1, (byte) 0xff, 0, 10}));
      });
      written(ledger);
      append(ledger, "text", Payload.of("a text\nof two lines"));
      written(ledger);
      append(ledger, "large", Payload.of("\u0001".repeat(70_000)));
      written(ledger);
      ledger.append(event(9));
      written(ledger);
      bytes = Files.readAllBytes(ledger.path());
      head = ledger.head().chain();
      Files.delete(ledger.path());
    }
  }

  private void written(FileLedger ledger) throws IOException {
    writes.add(new int[] {(int) Files.size(ledger.path()), (int) ledger.head().size()});
  }

  private static void append(FileLedger ledger, String id, Payload payload) {
    ledger.append(
        TestRows.redacted(
            TestRows.event(id, 1, "with " + id).change().rawRef(payload.ref()).build(), payload));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("some.workflow.ledger"), content);
  }

  @Test
  void read_eitherWay_isWhatWasWritten() throws IOException {
    Path path = file(bytes);
    LedgerFile trusted = LedgerReader.read(path);
    LedgerFile verified = LedgerReader.verify(path);

    assertThat(trusted.damage()).isNull();
    assertThat(verified.damage()).isNull();
    assertThat(trusted.rows()).hasSize(10).isEqualTo(verified.rows());
    assertThat(trusted.head()).isEqualTo(verified.head()).isEqualTo(head);
    assertThat(trusted.contentRoot()).isEqualTo(verified.contentRoot());
    List<Row> rows = trusted.rows();
    assertThat(rows.get(6).payload()).isEqualTo(Payload.of(new byte[] {1, (byte) 0xff, 0, 10}));
    assertThat(rows.get(7).payload()).isEqualTo(Payload.of("a text\nof two lines"));
    assertThat(rows.get(8).payload()).isEqualTo(Payload.of("\u0001".repeat(70_000)));
  }

  /// Whatever a crash leaves: the rows of whole writes are read, the rest is a torn tail that the
  /// next writer cuts.
  @Test
  void open_cutAnywhere_keepsTheRowsOfWholeWrites() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 1_500; round++) {
      int size = writes.getFirst()[0] + random.nextInt(bytes.length - writes.getFirst()[0]);
      if (round < 700) {
        size = bytes.length - round - 1;
      }
      byte[] cut = Arrays.copyOf(Arrays.copyOf(bytes, size), size + (round % 3 == 0 ? 700 : 0));
      int whole = 0;
      for (int at = 0; at < writes.size(); at++) {
        whole = writes.get(at)[0] <= size ? at : whole;
      }
      int end = writes.get(whole)[0];
      Path path = file(cut);

      LedgerFile file = LedgerReader.read(path);
      assertThat(file.damage()).as("cut at %d", size).isNull();
      assertThat(file.rows()).as("cut at %d", size).hasSize(writes.get(whole)[1]);
      assertThat(file.tornTail())
          .as("cut at %d", size)
          .isEqualTo(cut.length == end ? null : new TornTail(end, cut.length - end));
      if (round % 50 == 0) {
        try (FileLedger ledger = FileLedger.open(disk, path, clock(60))) {
          ledger.append(event("after", "the crash"));
        }
        assertThat(LedgerReader.verify(path).damage()).isNull();
        assertThat(LedgerReader.verify(path).rows()).hasSize(writes.get(whole)[1] + 1);
      }
    }
  }

  @Test
  void read_anyBitFlipped_isDamage() throws IOException {
    Random random = new Random(6);
    int from = writes.getFirst()[0] * 8;
    int lastFrame = writes.get(writes.size() - 2)[0] * 8;
    int rounds = 6_000 * Integer.getInteger("seeds.percent", 10) / 100;
    for (int round = 0; round < rounds; round++) {
      int bit =
          round < rounds / 2
              ? from + random.nextInt(bytes.length * 8 - from)
              : lastFrame + random.nextInt(bytes.length * 8 - lastFrame);
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Path path = file(flipped);

      LedgerFile file = LedgerReader.read(path);
      assertThat(file.damage()).as("bit %d, torn tail %s", bit, file.tornTail()).isNotNull();
      assertThat(file.tornTail()).as("bit %d", bit).isNull();
      assertThat(byteOf(file)).isLessThanOrEqualTo(bit / 8);
      if (round % 500 == 0) {
        assertThatThrownBy(() -> FileLedger.open(disk, path, clock(0)))
            .isInstanceOf(ClewException.class)
            .hasMessageContaining("damaged at byte");
        assertThat(Files.readAllBytes(path)).as("never repaired").isEqualTo(flipped);
      }
    }
  }

  /// Whoever computes the checksum of what he changed is found by what is derived.
  @Test
  void verify_changedRowWithItsChecksum_isDamage() throws IOException {
    byte[] header = Arrays.copyOf(bytes, writes.getFirst()[0]);
    byte[] row = Arrays.copyOfRange(bytes, writes.get(0)[0], writes.get(1)[0]);
    String body =
        new String(
            row,
            BinaryFrame.HEADER_BYTES,
            row.length - BinaryFrame.OVERHEAD_BYTES,
            StandardCharsets.UTF_8);

    assertDamage(header, body.replace("event 0", "event 1"), "does not have the digest");
    assertDamage(header, body.replace("\"accepted\"", "\"fenced\""), "accepted is due");
    assertDamage(header, body.replace("{\"chain", "{ \"chain"), "canonically");
    assertDamage(header, body.replaceAll("\"chain\":\"....", "\"chain\":\"0000"), "not chained");
    assertDamage(header, "nothing", "not JSON");
    assertDamage(header, "{}\n{}", "not a row");
    assertThat(LedgerReader.verify(file(join(header, frame(body)))).damage()).isNull();
  }

  @Test
  void verify_otherPayloadWithItsChecksum_isDamage() throws IOException {
    byte[] header = Arrays.copyOf(bytes, writes.getFirst()[0]);
    String row;
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      append(ledger, "binary", Payload.of(new byte[] {(byte) 0xff}));
      byte[] all = Files.readAllBytes(ledger.path());
      int rowsAt = header.length + BinaryFrame.OVERHEAD_BYTES + 1;
      row =
          new String(
              all,
              rowsAt + BinaryFrame.HEADER_BYTES,
              all.length - rowsAt - BinaryFrame.OVERHEAD_BYTES,
              StandardCharsets.UTF_8);
    }
    byte[] other = BinaryFrame.of(BinaryFrame.Type.PAYLOAD, new byte[] {(byte) 0xfe});

    LedgerFile file = LedgerReader.verify(file(join(header, other, frame(row))));
    assertThat(String.valueOf(file.damage())).contains("payload of row 0 does not have the digest");
    assertThat(String.valueOf(LedgerReader.read(file(join(header, frame(row)))).damage()))
        .contains("has no frame 0 with its payload");
  }

  @Test
  void read_bytesOutOfPlace_areDamage() throws IOException {
    for (String after : new String[] {"hello", "\n", "clw", "clwr" + "x".repeat(30)}) {
      byte[] more = join(bytes, after.getBytes(StandardCharsets.UTF_8), new byte[] {'x'});
      LedgerFile file = LedgerReader.read(file(more));

      assertThat(file.damage()).as(after).isNotNull();
      assertThat(byteOf(file)).isEqualTo(bytes.length);
      assertThat(file.rows()).hasSize(10);
    }
  }

  @Test
  void together_whileAnotherThreadAppends_keepsTheOrder() throws Exception {
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      ledger.together(() -> {
        ledger.append(event(0));
        Thread other = Thread.ofPlatform().start(() -> ledger.append(event(1)));
        try {
          other.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(2);
        ledger.append(event(2));
        assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(2);
      });
      List<Row> read = LedgerReader.verify(ledger.path()).rows();
      assertThat(read.stream().map(row -> row.event().summary()))
          .containsExactly("event 0", "event 1", "event 2");
    }
  }

  private void assertDamage(byte[] header, String body, String what) throws IOException {
    LedgerFile file = LedgerReader.verify(file(join(header, frame(body))));

    assertThat(String.valueOf(file.damage())).contains(what).contains("row 0:");
    assertThat(file.rows()).isEmpty();
  }

  private static long byteOf(LedgerFile file) {
    return Objects.requireNonNull(file.damage()).byteOffset();
  }

  private static byte[] frame(String body) {
    return BinaryFrame.of(BinaryFrame.Type.ROWS, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
