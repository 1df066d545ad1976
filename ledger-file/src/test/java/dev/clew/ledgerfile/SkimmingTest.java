package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkimmingTest {
  private static final RowMark MARK = RowMark.of(Kind.STAGE_STARTED);

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @TempDir private Path directory;

  @Test
  void mark_isTheMemberAsCanonicalJsonHasIt() {
    assertThat(MARK.text()).isEqualTo("\"kind\":\"stage_started\"");
    assertThat(RowMark.of(StageEnded.OUTCOME, "a \"b\"").text())
        .isEqualTo("\"outcome\":\"a \\\"b\\\"\"");
  }

  private Path written(int format) throws IOException {
    Path folder = Files.createTempDirectory(directory, "ledger");
    LocalDisk disk = new LocalDisk();
    try (FileLedger ledger =
        format == 1 ? TestRows.createFormat1(disk, folder) : TestRows.create(disk, folder)) {
      for (int write = random.nextInt(8); write > 0; write--) {
        int rows = 1 + random.nextInt(4);
        ledger.together(() -> {
          for (int row = 0; row < rows; row++) {
            append(ledger);
          }
        });
      }
      return ledger.path();
    }
  }

  private void append(FileLedger ledger) {
    Payload payload = random.nextBoolean() ? null : TestRows.randomPayload(random);
    Event event = TestRows.randomEvent(random, "evt_" + random.nextInt(12), 1 + random.nextInt(2));
    ledger.append(
        TestRows.redacted(
            payload == null ? event : event.change().rawRef(payload.ref()).build(), payload));
  }

  /// By all rows: those with the mark, and of every attempt the rows up to the first accepted one.
  private static List<Long> due(LedgerFile file) {
    List<Long> due = new ArrayList<>();
    Set<String> attempts = new HashSet<>();
    for (Row row : file.rows()) {
      boolean isNew = !attempts.contains(row.event().attemptId());
      if (isNew || EventJson.canonical(row.event()).contains(MARK.text())) {
        due.add(row.offset());
      }
      if (row.verdict() == Row.Verdict.ACCEPTED) {
        attempts.add(row.event().attemptId());
      }
    }
    return due;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void skim_ofRandomRows_hasThoseThatAreDue(int format) throws IOException {
    for (int round = 0; round < 150; round++) {
      Path path = written(format);
      LedgerFile file = LedgerReader.read(path);
      LedgerSkim skim = LedgerReader.skim(path, List.of(MARK));
      List<Long> read = skim.rows().stream().map(Row::offset).toList();
      assertThat(read).as("seed %s", seed).isSorted().containsAll(due(file));
      if (format == 2) {
        assertThat(read).as("seed %s", seed).isEqualTo(due(file));
      }
      assertThat(skim.count()).isEqualTo(file.rows().size());
      assertThat(skim.isWhole()).isTrue();
      assertThat(skim.id()).isEqualTo(file.id());
      assertThat(head(skim.last())).isEqualTo(file.rows().isEmpty() ? null : head(file));
    }
  }

  private static @Nullable String head(@Nullable Row last) {
    return last == null ? null : last.chain().hex();
  }

  private static @Nullable String head(LedgerFile file) {
    return head(file.rows().getLast());
  }

  /// Whatever bit flips: what is said is what a reader says of the rows before the damage.
  @Test
  void skim_damaged_endsWhereAReaderEnds() throws IOException {
    for (int round = 0; round < 40; round++) {
      Path path = written(2);
      byte[] bytes = Files.readAllBytes(path);
      int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
      if (bytes.length == header) {
        continue;
      }
      bytes[header + random.nextInt(bytes.length - header)] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bytes);
      LedgerFile file = LedgerReader.read(path);
      LedgerSkim skim = LedgerReader.skim(path, List.of(MARK));
      assertThat(skim.isWhole()).as("seed %s", seed).isFalse();
      assertThat(file.damage()).isNotNull();
      assertThat(skim.count()).as("seed %s", seed).isEqualTo(file.rows().size());
    }
  }

  @Test
  void skim_tornTail_isNoDamage() throws IOException {
    Path path = directory.resolve("torn.workflow.ledger");
    byte[] bytes =
        Files.readAllBytes(Path.of("src/test/resources/vectors/format-2.workflow.ledger"));
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 5));
    LedgerSkim skim = LedgerReader.skim(path, List.of(MARK));
    assertThat(skim.isWhole()).isTrue();
    assertThat(skim.count()).isEqualTo(LedgerReader.read(path).rows().size());
  }
}
