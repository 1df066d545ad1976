package dev.clew.ledgerfile;

import static dev.clew.ledgerfile.TestRows.LEDGER;
import static dev.clew.ledgerfile.TestRows.clock;
import static dev.clew.ledgerfile.TestRows.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgerfile.frame.TextFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ledgers of format 1, which is no longer written and is read for ever.
class Format1Test {
  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  private byte[] ledger(int rows) throws IOException {
    try (FileLedger ledger = TestRows.createFormat1(disk, directory)) {
      for (int number = 0; number < rows; number++) {
        ledger.append(event(number));
      }
      byte[] bytes = Files.readAllBytes(ledger.path());
      Files.delete(ledger.path());
      return bytes;
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("some.workflow.ledger"), bytes);
  }

  private LedgerFile read(byte[] bytes) throws IOException {
    return LedgerReader.read(file(bytes));
  }

  /// The ends of the frames.
  private static List<Integer> ends(byte[] bytes) {
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        ends.add(at + 1);
      }
    }
    return ends;
  }

  private static int wholeBefore(List<Integer> ends, int size) {
    return (int) ends.stream().filter(end -> end <= size).count();
  }

  /// F5: whatever a crash leaves of the last 4 KiB, the whole rows are read, and an append goes on.
  @Test
  void open_cutAtEveryByteOfTheLast4KiB_keepsTheWholeRows() throws IOException {
    byte[] bytes = ledger(14);
    assertThat(bytes.length).isGreaterThan(4096);
    List<Integer> ends = ends(bytes);
    for (int size = bytes.length - 4096; size <= bytes.length; size++) {
      for (int nuls : size % 16 == 0 ? new int[] {0, 1, 517} : new int[] {0}) {
        byte[] cut = Arrays.copyOf(Arrays.copyOf(bytes, size), size + nuls);
        Path path = file(cut);
        LedgerFile file = LedgerReader.read(path);
        int whole = wholeBefore(ends, size);
        int end = ends.get(whole - 1);
        int torn = cut.length - end;

        assertThat(file.damage()).as("cut at %d", size).isNull();
        assertThat(file.rows()).as("cut at %d", size).hasSize(whole - 1);
        assertThat(file.tornTail())
            .as("cut at %d", size)
            .isEqualTo(torn == 0 ? null : new TornTail(end, torn));
        assertThat(Files.size(path)).as("a reader changes nothing").isEqualTo(cut.length);
        if (size % 64 == 0 || torn < 3) {
          goesOn(path, whole - 1);
        }
      }
    }
  }

  private void goesOn(Path path, int rows) {
    try (FileLedger ledger = FileLedger.open(disk, path, clock(60))) {
      assertThat(ledger.head().size()).isEqualTo(rows);
      ledger.append(event("after", "the crash"));
    }
    LedgerFile file = LedgerReader.read(path);
    assertThat(file.rows()).hasSize(rows + 1);
    assertThat(file.tornTail()).isNull();
    assertThat(file.head().hex()).isEqualTo(NaiveLedger.head(file.rows()));
  }

  @Test
  void read_cutWithinTheHeader_isNoLedgerYet() throws IOException {
    byte[] bytes = ledger(0);
    for (int size = 0; size < bytes.length; size++) {
      byte[] cut = Arrays.copyOf(bytes, size);

      assertThatThrownBy(() -> read(cut))
          .as("cut at %d", size)
          .isInstanceOfSatisfying(
              NotALedger.class, e -> assertThat(e.reason()).isEqualTo(NotALedger.Reason.TORN));
    }
  }

  /// F6: every bit of a small ledger.
  @Test
  void read_anyBitFlipped_isDamageWhereItIs() throws IOException {
    byte[] bytes = ledger(3);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      flip(bytes, bit);
    }
  }

  /// F6: thousands of offsets of a large one, and every bit of its last frame.
  @Test
  void read_randomBitFlippedInALargeLedger_isDamageWhereItIs() throws IOException {
    byte[] bytes = ledger(50);
    long seed = 6;
    Random random = new Random(seed);
    for (int round = 0; round < 3_000 * Integer.getInteger("seeds.percent", 10) / 100; round++) {
      flip(bytes, random.nextInt(bytes.length * 8));
    }
    List<Integer> ends = ends(bytes);
    for (int bit = ends.get(ends.size() - 2) * 8; bit < bytes.length * 8; bit++) {
      flip(bytes, bit);
    }
  }

  private void flip(byte[] bytes, int bit) throws IOException {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    List<Integer> ends = ends(bytes);
    int frame = wholeBefore(ends, bit / 8);
    Path path = file(flipped);
    try {
      LedgerFile file = LedgerReader.read(path);
      Damage damage = file.damage();
      if (damage == null) {
        fail("bit " + bit + " flipped unseen, torn tail " + file.tornTail());
        return;
      }
      assertThat(file.tornTail()).as("bit %d", bit).isNull();
      assertThat(damage.byteOffset()).as("bit %d", bit).isEqualTo((long) ends.get(frame - 1));
      assertThat(damage.row()).as("bit %d", bit).isEqualTo(frame - 1);
      assertThat(file.rows()).as("bit %d", bit).hasSize(frame - 1);
    } catch (NotALedger e) {
      assertThat(frame).as("bit %d", bit).isZero();
      assertThat(e.reason()).as("bit %d", bit).isEqualTo(NotALedger.Reason.DAMAGED);
    }
    if (bit % 97 == 0) {
      assertThatThrownBy(() -> FileLedger.open(disk, path, clock(0)))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("damaged at byte");
      assertThat(Files.readAllBytes(path)).as("never repaired").isEqualTo(flipped);
    }
  }

  @Test
  void read_bytesOutOfPlace_areDamage() throws IOException {
    byte[] bytes = ledger(3);
    List<Integer> ends = ends(bytes);
    byte[] header = Arrays.copyOf(bytes, ends.get(0));
    byte[] row0 = Arrays.copyOfRange(bytes, ends.get(0), ends.get(1));
    byte[] row1 = Arrays.copyOfRange(bytes, ends.get(1), ends.get(2));

    assertDamage(join(header, row1), 0, "row 1 stands where row 0 is due");
    assertDamage(join(header, row0, row0), 1, "row 0 stands where row 1 is due");
    assertDamage(join(header, row0, header), 1, "not a row");
    assertDamage(join(header, row0, utf8("\n")), 1, "within a frame's header");
    assertDamage(join(header, row0, utf8("hello")), 1, "within a frame's header");
    assertDamage(join(header, row0, new byte[40], row1), 1, "no frame begins here");
    assertDamage(join(header, row0, utf8("ffffffff ffffffff {")), 1, "frame.bytes");
    assertDamage(join(header, row0, utf8("\r"), row1), 1, "no frame begins here");
    assertDamage(join(header, row0, row1, utf8("x".repeat(18))), 2, "no frame begins here");
  }

  @Test
  void read_frameWithItsChecksumThatNoLedgerWrites_isDamage() throws IOException {
    byte[] bytes = ledger(1);
    int headerEnd = ends(bytes).getFirst();
    byte[] header = Arrays.copyOf(bytes, headerEnd);
    Row row = read(bytes).rows().getFirst();
    Json.Obj wire = RowJson.write(row);

    assertDamage(with(header, wire.with("chain", Json.of("0".repeat(64)))), 0, "not chained");
    assertDamage(with(header, wire.with("event_digest", Json.of("0".repeat(64)))), 0, "digest");
    assertDamage(with(header, wire.with("verdict", Json.of("fenced"))), 0, "accepted is due");
    assertDamage(with(header, wire.with("verdict", Json.of("Accepted"))), 0, "canonically");
    assertDamage(with(header, wire.with("note", Json.of("more"))), 0, "canonically");
    assertDamage(with(header, wire.with("raw", Json.of("of no event"))), 0, "payload of row 0");
    assertDamage(with(header, Json.NULL), 0, "not a JSON object");
    assertDamage(with(header, Json.EMPTY_OBJECT), 0, "not a row");
    assertDamage(
        with(header, wire.with("event", wire.object("event").with("summary", Json.of("changed")))),
        0,
        "does not have the digest");
    assertDamage(
        join(header, TextFrame.of(utf8(Canonical.text(wire).replace("{\"chain\"", "{ \"chain\"")))),
        0,
        "canonically");
    assertDamage(join(header, TextFrame.of(utf8("{\"chain\":"))), 0, "not JSON");
    assertDamage(join(header, TextFrame.of(new byte[0])), 0, "not JSON");
    assertDamage(join(header, TextFrame.of(new byte[] {'"', (byte) 0xc3, '"'})), 0, "not JSON");
    assertThat(read(with(header, wire)).rows()).containsExactly(row);
  }

  @Test
  void read_payloadInTheOtherForm_isDamage() throws IOException {
    Path path;
    try (FileLedger ledger = TestRows.createFormat1(disk, directory)) {
      path = ledger.path();
      ledger.append(TestRows.redacted(TestRows.event("e", 1, ""), Payload.of("text")));
    }
    byte[] bytes = Files.readAllBytes(path);
    Json.Obj wire = RowJson.write(LedgerReader.read(path).rows().getFirst());
    Json.Builder other = Json.object();
    wire.members()
        .forEach((name, value) ->
            other.put(
                name.equals("raw") ? "raw_base64" : name,
                name.equals("raw") ? Json.of("dGV4dA==") : value));

    assertDamage(
        with(Arrays.copyOf(bytes, ends(bytes).getFirst()), other.build()), 0, "canonically");
  }

  /// Expired: the row stays provable.
  @Test
  void read_rowWithoutItsPayload_isGood() throws IOException {
    Path path;
    try (FileLedger ledger = TestRows.createFormat1(disk, directory)) {
      path = ledger.path();
      ledger.append(TestRows.redacted(TestRows.event("e", 1, ""), Payload.of("text")));
    }
    byte[] bytes = Files.readAllBytes(path);
    Row row = LedgerReader.read(path).rows().getFirst();
    Row expired =
        new Row(
            row.offset(),
            row.receivedAt(),
            row.verdict(),
            row.event(),
            row.eventDigest(),
            row.chain(),
            null);

    LedgerFile file =
        read(with(Arrays.copyOf(bytes, ends(bytes).getFirst()), RowJson.write(expired)));
    assertThat(file.rows()).containsExactly(expired);
  }

  @Test
  void read_newerFormat_isRefusedWithASentence() {
    Json.Obj header = LEDGER.toJson().with("clew_ledger", Json.of(3));

    assertThatThrownBy(() -> read(TextFrame.of(Canonical.bytes(header))))
        .isInstanceOfSatisfying(
            NotALedger.class, e -> assertThat(e.reason()).isEqualTo(NotALedger.Reason.NEWER_FORMAT))
        .hasMessageContaining("written in ledger format 3, and this clew reads up to 2");
  }

  @Test
  void read_otherFile_isNoLedger() {
    assertNotALedger(utf8("{\"clew_ledger\":1}\n"), "not a ledger");
    assertNotALedger(TextFrame.of(utf8("[]")), "which ledger format");
    assertNotALedger(TextFrame.of(utf8("{\"run_id\":\"r\"}")), "which ledger format");
    assertNotALedger(TextFrame.of(utf8("{\"clew_ledger\":1,\"run_id\":\"r\"}")), "as a header");
    assertNotALedger(TextFrame.of(utf8("oh")), "not JSON");
  }

  private void assertNotALedger(byte[] bytes, String what) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            NotALedger.class, e -> assertThat(e.reason()).isEqualTo(NotALedger.Reason.DAMAGED))
        .hasMessageContaining(what);
  }

  @Test
  void read_missingFile_saysSo() {
    assertThatThrownBy(() -> LedgerReader.read(directory.resolve("none")))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("none");
  }

  private void assertDamage(byte[] bytes, int row, String what) throws IOException {
    LedgerFile file = LedgerReader.verify(file(bytes));
    @Nullable Damage damage = file.damage();

    assertThat(damage).as(what).isNotNull();
    assertThat(String.valueOf(damage)).contains(what).contains("row " + row + ":");
    assertThat(file.rows()).hasSize(row);
    assertThat(file.tornTail()).isNull();
  }

  private static byte[] with(byte[] header, Json row) {
    return join(header, TextFrame.of(Canonical.bytes(row)));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
