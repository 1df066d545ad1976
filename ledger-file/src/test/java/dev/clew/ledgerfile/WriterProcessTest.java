package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With writers in processes of their own.
class WriterProcessTest {
  private static final int KILLS = Integer.getInteger("soak.kills", 8);

  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  private static Process writer(Path ledger, int firstEvent) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WriterMain.class.getName(),
            ledger.toString(),
            Integer.toString(firstEvent))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path emptyLedger() {
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      return ledger.path();
    }
  }

  /// F1: every row whose append returned is there, the chain verifies, the lock is free.
  @Test
  void append_writerKilled_keepsEveryRowThatReturned() throws Exception {
    Path ledger = emptyLedger();
    long seed = 9;
    Random random = new Random(seed);
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = writer(ledger, next);
      int returned = killAfter(process, random.nextInt(400), ledger);

      LedgerFile file = LedgerReader.read(ledger);
      assertThat(file.writerAlive()).isFalse();
      assertThat(file.damage()).as("seed %d", seed).isNull();
      assertThat(file.rows().size()).as("seed %d", seed).isGreaterThan(returned);
      assertThat(file.head().hex()).isEqualTo(NaiveLedger.head(file.rows()));
      for (int offset = 0; offset < file.rows().size(); offset++) {
        Row row = file.rows().get(offset);
        assertThat(row.event().eventId()).isEqualTo("evt_" + offset);
        assertThat(row.verdict()).isEqualTo(Row.Verdict.ACCEPTED);
      }
      next = file.rows().size();
    }
    try (FileLedger open = FileLedger.open(disk, ledger, TestRows.clock(0))) {
      assertThat(open.head().size()).isEqualTo(next);
    }
  }

  /// @return the number of the last event whose append returned
  private static int killAfter(Process process, int rows, Path ledger) throws Exception {
    int last = -1;
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("opened");
      assertThat(FileLedger.writerIsAlive(ledger)).isTrue();
      for (int row = 0; row <= rows; row++) {
        last = Integer.parseInt(said.readLine());
      }
      // Of the handle: that of the process closes the stream that still holds what was said.
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(137);
      // What it had said before it died; the last line may be half said.
      String rest = "";
      for (int unit = said.read(); unit >= 0; unit = said.read()) {
        rest += (char) unit;
      }
      int whole = rest.lastIndexOf('\n');
      if (whole > 0) {
        last = Integer.parseInt(rest.substring(rest.lastIndexOf('\n', whole - 1) + 1, whole));
      }
    }
    return last;
  }

  /// F11: refused without waiting for the other, with the owner's process id, and nothing is
  /// written.
  @Test
  @Timeout(60)
  void open_writerInAnotherProcess_isRefused() throws Exception {
    Path ledger = emptyLedger();
    Process process = writer(ledger, 0);
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("opened");
      assertThatThrownBy(() -> FileLedger.open(disk, ledger, TestRows.clock(0)))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("being written by process " + process.pid());

      assertThat(FileLedger.writerIsAlive(ledger)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(LedgerReader.read(ledger).damage()).isNull();
  }

  @Test
  void open_inAnotherProcessWhileWeWrite_isRefused() throws Exception {
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      // Reading our own ledger must not let the lock go.
      assertThat(LedgerReader.read(ledger.path()).writerAlive()).isTrue();
      Process process = writer(ledger.path(), 0);
      try (BufferedReader said = process.inputReader()) {
        assertThat(said.readLine())
            .startsWith("refused: ")
            .contains("being written by process " + ProcessHandle.current().pid());
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      ledger.append(TestRows.event(1));
      assertThat(LedgerReader.read(ledger.path()).rows()).hasSize(1);
    }
  }
}
