package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader in another language, written from the specification, finds the same. Needs `python3`.
class PythonReaderTest {
  private static final Path READER = Path.of("src", "test", "python", "read_ledger.py");

  @TempDir private Path directory;

  @Test
  void read_vectors_agrees() throws Exception {
    List<Path> vectors =
        LedgerReader.list(new LocalDisk(), Path.of("src", "test", "resources", "vectors"));

    assertThat(vectors).hasSizeGreaterThanOrEqualTo(4);
    agree(vectors);
  }

  @Test
  void read_randomLedgers_agrees() throws Exception {
    List<Path> ledgers = new ArrayList<>();
    for (long seed = 0; seed < 40; seed++) {
      ledgers.add(randomLedger(seed));
    }
    agree(ledgers);
  }

  @Test
  void read_brokenLedgers_agrees() throws Exception {
    List<Path> ledgers = new ArrayList<>();
    for (long seed = 100; seed < 140; seed++) {
      Path ledger = randomLedger(seed);
      byte[] bytes = Files.readAllBytes(ledger);
      Random random = new Random(seed);
      if (random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        int size = random.nextInt(bytes.length + 1);
        bytes = Arrays.copyOf(Arrays.copyOf(bytes, size), size + random.nextInt(3));
      }
      ledgers.add(Files.write(ledger, bytes));
    }
    agree(ledgers);
  }

  private Path randomLedger(long seed) {
    Random random = new Random(seed);
    try (FileLedger ledger =
        seed % 4 == 0
            ? TestRows.createFormat1(new LocalDisk(), directory)
            : TestRows.create(new LocalDisk(), directory)) {
      int events = random.nextInt(40);
      for (int at = 0; at < events; at++) {
        if (random.nextInt(5) == 0) {
          ledger.together(() -> append(ledger, random, random.nextInt(20)));
        } else {
          append(ledger, random, 1);
        }
      }
      return ledger.path();
    }
  }

  private static void append(FileLedger ledger, Random random, int count) {
    for (int at = 0; at < count; at++) {
      ledger.append(
          TestRows.redacted(
              TestRows.randomEvent(random, "evt_" + random.nextInt(20), random.nextInt(3)),
              TestRows.randomPayload(random)));
    }
  }

  private static void agree(List<Path> ledgers) throws Exception {
    List<Json> python = python(ledgers);
    assertThat(python).hasSameSizeAs(ledgers);
    for (int at = 0; at < ledgers.size(); at++) {
      assertThat(python.get(at))
          .as(ledgers.get(at).toString())
          .isEqualTo(LedgerSummary.of(ledgers.get(at)));
    }
  }

  private static List<Json> python(List<Path> ledgers)
      throws IOException, InterruptedException, JsonText.Malformed {
    List<String> command = new ArrayList<>(List.of("python3", READER.toString()));
    ledgers.forEach(ledger -> command.add(ledger.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    List<Json> summaries = new ArrayList<>();
    for (String line : said.lines().toList()) {
      summaries.add(JsonText.parse(line));
    }
    return summaries;
  }
}
