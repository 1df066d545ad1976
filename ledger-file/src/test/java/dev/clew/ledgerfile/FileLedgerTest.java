package dev.clew.ledgerfile;

import static dev.clew.ledgerfile.TestRows.KEY;
import static dev.clew.ledgerfile.TestRows.LEDGER;
import static dev.clew.ledgerfile.TestRows.clock;
import static dev.clew.ledgerfile.TestRows.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  private FileLedger create(String name) {
    return FileLedger.create(disk, directory, name, KEY, LEDGER, clock(0));
  }

  @Test
  void append_randomEvents_areReadBack() {
    long seed = 42;
    Random random = new Random(seed);
    List<Json.Obj> written = new ArrayList<>();
    Path path;
    try (FileLedger ledger = create("flow")) {
      path = ledger.path();
      for (int number = 0; number < 500; number++) {
        RedactedEvent event =
            TestRows.redacted(
                TestRows.randomEvent(random, "evt_" + random.nextInt(400), random.nextInt(3)),
                TestRows.randomPayload(random));
        if (ledger.append(event) instanceof Appended.Stored(Row row, String text)) {
          written.add(RowJson.write(row));
        }
      }
      ledger.sync();
    }
    LedgerFile file = LedgerReader.read(path);

    assertThat(file.id()).isEqualTo(LEDGER);
    assertThat(file.damage()).isNull();
    assertThat(file.tornTail()).isNull();
    assertThat(file.writerAlive()).isFalse();
    assertThat(file.rows().stream().map(RowJson::write))
        .as("seed %d", seed)
        .containsExactlyElementsOf(written);
    assertThat(file.rows().stream().map(Row::verdict)).contains(Row.Verdict.values());
    assertThat(file.head().hex()).isEqualTo(NaiveLedger.head(file.rows()));
    assertThat(file.contentRoot())
        .isEqualTo(MerkleRoot.of(file.rows().stream().map(Row::eventDigest).toList()));
  }

  @Test
  void create_takenName_isNumbered() {
    try (FileLedger first = create("flow");
        FileLedger second = create("flow");
        FileLedger third = create("flow")) {
      assertThat(first.path()).hasFileName("flow.f7a3c2d1.workflow.ledger");
      assertThat(second.path()).hasFileName("flow.f7a3c2d1-2.workflow.ledger");
      assertThat(third.path()).hasFileName("flow.f7a3c2d1-3.workflow.ledger");
      assertThat(LedgerReader.list(disk, directory))
          .containsExactlyInAnyOrder(first.path(), second.path(), third.path());
    }
  }

  @Test
  void create_anyName_isAFileName() {
    assertName("Customer onboarding/v2", "Customer-onboarding-v2");
    assertName("../../etc/passwd", "etc-passwd");
    assertName("...", "run");
    assertName("", "run");
    assertName("-rf", "rf");
    assertName("--", "run");
    assertName("!-help", "help");
    assertName("caf\u00e9\n", "caf\u00e9-");
    assertName("cafe\u0301", "caf\u00e9");
    assertName("\u65e5\u672c/\u8a9e", "\u65e5\u672c-\u8a9e");
    assertName("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940");
    assertName("\u202egnp.exe", "gnp.exe");
    assertName("a\u3164b\u0000c", "a-b-c");
    assertName("\ud83d\ude00", "run");
    assertName("\u8a9e".repeat(60), "\u8a9e".repeat(26));
    assertName("a.b_c-D9", "a.b_c-D9");
    assertName("x".repeat(200), "x".repeat(80));
  }

  private static void assertName(String name, String safe) {
    assertThat(LedgerName.of(name, KEY, 1)).isEqualTo(safe + ".f7a3c2d1.workflow.ledger");
  }

  @Test
  void create_file_isItsOwnersOnly() throws IOException {
    try (FileLedger ledger = create("flow")) {
      assertThat(Files.getPosixFilePermissions(ledger.path()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void create_missingDirectory_saysSo() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> TestRows.create(disk, missing))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("run_742")
        .hasMessageContaining(missing.toString());
  }

  @Test
  void open_existing_goesOnWhereItEnded() {
    Path path;
    try (FileLedger ledger = create("flow")) {
      path = ledger.path();
      ledger.append(event("e1", "one"));
      ledger.append(TestRows.redacted(TestRows.event("e2", 5, "newer life"), null));
    }
    try (FileLedger ledger = FileLedger.open(disk, path, clock(60))) {
      assertThat(ledger.id()).isEqualTo(LEDGER);
      assertThat(ledger.head().size()).isEqualTo(2);
      assertThat(ledger.append(event("e1", "one"))).isEqualTo(new Appended.Duplicate(0));
      assertThat(verdict(ledger.append(event("e1", "other")))).isEqualTo(Row.Verdict.CONFLICT);
      assertThat(ledger.append(event("e1", "other"))).isEqualTo(new Appended.Duplicate(2));
      assertThat(verdict(ledger.append(event("e3", "older life")))).isEqualTo(Row.Verdict.FENCED);
    }
    LedgerFile file = LedgerReader.read(path);
    assertThat(file.rows()).hasSize(4);
    assertThat(file.head().hex()).isEqualTo(NaiveLedger.head(file.rows()));
  }

  private static Row.Verdict verdict(Appended appended) {
    return ((Appended.Stored) appended).row().verdict();
  }

  @Test
  void open_missingFile_saysSo() {
    assertThatThrownBy(() -> FileLedger.open(disk, directory.resolve("none"), clock(0)))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("none");
  }

  @Test
  void open_secondWriterInThisProcess_isRefused() {
    try (FileLedger ledger = create("flow")) {
      assertThatThrownBy(() -> FileLedger.open(disk, ledger.path(), clock(0)))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining(ledger.path().toString())
          .hasMessageContaining("being written by this process, " + ProcessHandle.current().pid());

      assertThat(ledger.append(event(1))).isInstanceOf(Appended.Stored.class);
    }
  }

  @Test
  void close_writer_letsTheLockGo() {
    FileLedger ledger = create("flow");
    assertThat(FileLedger.writerIsAlive(ledger.path())).isTrue();
    assertThat(LedgerReader.read(ledger.path()).writerAlive()).isTrue();
    ledger.close();
    ledger.close();

    assertThat(FileLedger.writerIsAlive(ledger.path())).isFalse();
    assertThat(directory).isDirectoryNotContaining("glob:**.lock");
    FileLedger.open(disk, ledger.path(), clock(0)).close();
  }

  @Test
  void append_afterClose_isRefused() {
    FileLedger ledger = create("flow");
    ledger.close();

    assertThatThrownBy(() -> ledger.append(event(1)))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(ledger::sync).isInstanceOf(ClewException.class);
  }

  @Test
  void follow_ofAnOpenedLedger_tellsTheNewRows() {
    List<Row> told = new ArrayList<>();
    Path path;
    try (FileLedger ledger = create("flow")) {
      path = ledger.path();
      ledger.follow(told::add);
      ledger.append(event(1));
      ledger.append(event(1));
      ledger.append(event(2));
      assertThat(told).isEqualTo(LedgerReader.read(path).rows()).hasSize(2);
    }
    told.clear();
    try (FileLedger ledger = FileLedger.open(disk, path, clock(0))) {
      assertThat(ledger.follow(told::add).from()).isEqualTo(2);
      ledger.append(event(3));
      assertThat(told).extracting(Row::offset).containsExactly(2L);
    }
  }

  /// An interrupt closes a `FileChannel`; a stage that is cancelled must not end the ledger.
  @Test
  void append_interruptedThread_goesOn() {
    try (FileLedger ledger = create("flow")) {
      Thread.currentThread().interrupt();
      ledger.append(event(1));
      ledger.sync();
      ledger.append(event(2));
      ledger.sync();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(2);
    }
  }

  @Test
  void append_manyThreads_isOneChain() throws InterruptedException {
    try (FileLedger ledger = create("flow")) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int thread = 0; thread < 16; thread++) {
          int first = thread * 100;
          threads.execute(() -> {
            for (int number = first; number < first + 110; number++) {
              ledger.append(event(number));
              if (number % 20 == 0) {
                ledger.sync();
              }
            }
          });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      }
      LedgerFile file = LedgerReader.read(ledger.path());
      assertThat(file.damage()).isNull();
      assertThat(file.rows()).hasSize(1610);
      assertThat(file.rows()).extracting(Row::verdict).containsOnly(Row.Verdict.ACCEPTED);
    }
  }

  @Test
  void append_largestPayload_isReadBack() {
    byte[] bytes = new byte[(int) Intake.PAYLOAD_LIMIT_BYTES];
    new Random(7).nextBytes(bytes);
    Payload text = Payload.of("x".repeat(bytes.length));
    try (FileLedger ledger = create("flow")) {
      ledger.append(TestRows.redacted(TestRows.event("binary", 1, ""), Payload.of(bytes)));
      ledger.append(TestRows.redacted(TestRows.event("text", 1, ""), text));

      LedgerFile file = LedgerReader.read(ledger.path());
      assertThat(file.damage()).isNull();
      assertThat(file.rows().get(0).payload()).isEqualTo(Payload.of(bytes));
      assertThat(file.rows().get(1).payload()).isEqualTo(text);
    }
  }

  @Test
  void append_payloadThatGrowsOverTheFrame_isOverLimit() {
    Payload escapes = Payload.of("\u0001".repeat(12 << 20));
    try (FileLedger ledger = TestRows.createFormat1(disk, directory)) {
      assertThat(ledger.append(TestRows.redacted(TestRows.event("e1", 1, ""), escapes)))
          .isInstanceOfSatisfying(
              Appended.OverLimit.class,
              over -> {
                assertThat(over.code()).isEqualTo("frame.bytes");
                assertThat(over.limit()).isEqualTo(64 << 20);
                assertThat(over.actual()).isGreaterThan(72 << 20);
              });
      assertThat(ledger.append(event(1))).isInstanceOf(Appended.Stored.class);
      assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(1);
    }
  }

  @Test
  void append_deepestEvent_isReadBack() {
    Json value = Json.of("deep");
    for (int level = 0; level < Intake.EVENT_DEPTH_LIMIT - 2; level++) {
      value = new Json.Arr(List.of(value));
    }
    var deep = TestRows.event("deep", 1, "");
    var event =
        dev.clew.core.event.EventJson.read(
            dev.clew.core.event.EventJson.write(deep)
                .with("attributes", Json.object().put("a", value).build()));
    try (FileLedger ledger = create("flow")) {
      assertThat(ledger.append(TestRows.redacted(event, null))).isInstanceOf(Appended.Stored.class);
      assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(1);
    }
  }

  /// A person who has only the file and the usual tools finds what is in it.
  @Test
  void append_row_isOneLineThatGrepFinds() throws IOException {
    try (FileLedger ledger = create("flow")) {
      ledger.append(event("e1", "two\nlines"));
      List<String> lines = Files.readAllLines(ledger.path(), StandardCharsets.ISO_8859_1);

      assertThat(lines.getFirst())
          .matches("[0-9a-f]{8} 00000051 .*")
          .endsWith(
              "{\"clew_ledger\":2,\"ledger_id\":\"ledger_1\",\"namespace\":\"default\","
                  + "\"run_id\":\"run_742\"}");
      assertThat(lines.getLast()).contains("\"summary\":\"two\\nlines\"");
    }
  }

  @Test
  @Timeout(200)
  void read_hundredThousandRows_isFast() {
    Path path;
    try (FileLedger ledger = create("flow")) {
      path = ledger.path();
      for (int number = 0; number < 100_000; number++) {
        ledger.append(event(number));
      }
    }
    assertThat(LedgerReader.read(path).rows()).hasSize(100_000);
  }
}
