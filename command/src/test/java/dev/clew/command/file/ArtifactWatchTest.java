package dev.clew.command.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.Setting;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import dev.clew.redaction.SecretRedactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactWatchTest {
  private static final Instant START = Instant.parse("2026-11-22T13:09:44Z");

  @TempDir private Path folder;

  /// However busy the machine is.
  private static final ExecLimits.NamedTime ENOUGH =
      new ExecLimits.NamedTime("artifact.first_look", Duration.ofMinutes(5));

  private Instant now = START;
  private final MemoryLedger ledger =
      new MemoryLedger(new LedgerId("default", "run_1", "ledger_1"), () -> now);

  private ArtifactWatch watch() {
    InstantSource clock = () -> now;
    Recorder recorder =
        new Recorder(
            ledger,
            new SecretRedactor(),
            clock,
            new Recorder.Producer("att_1", "clew-exec", 1, null, null));
    List<FilePattern> globs = List.of(FilePattern.of(folder, "*.txt", Setting.ARTIFACT));
    return new ArtifactWatch(folder, globs, List.of(), file -> false, new Journal(recorder), clock);
  }

  private void write(String name, Instant modified) throws Exception {
    Files.writeString(folder.resolve(name), name);
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(modified));
  }

  private List<String> written() {
    return ledger.rows().stream()
        .map(Row::event)
        .filter(event -> event.kind().equals("artifact_written"))
        .map(event -> event.artifacts().getFirst() + " " + event.ts())
        .toList();
  }

  @Test
  void end_filesOfAllTimes_haveATimeThatCanBe() throws Exception {
    ArtifactWatch watch = watch();
    write("before.txt", START.minusSeconds(60));
    watch.begin(ENOUGH);
    write("late.txt", START.plusSeconds(2));
    write("copy.txt", START.minusSeconds(3600));
    write("future.txt", START.plusSeconds(3600));
    write("tick.txt", START.minusMillis(4));
    now = START.plusSeconds(5);

    watch.end();

    assertThat(written())
        .containsExactly(
            "copy.txt 2026-11-22T13:09:49.000000Z",
            "future.txt 2026-11-22T13:09:49.000000Z",
            "late.txt 2026-11-22T13:09:46.000000Z",
            "tick.txt 2026-11-22T13:09:44.000000Z");
    assertThat(String.valueOf(watch.lastWrite())).isEqualTo("2026-11-22T13:09:49.000000Z");
  }

  @Test
  void begin_moreFilesThanAreWatched_doesNotTakeOldOnesForNew() throws Exception {
    for (int number = 0; number <= ExecLimits.ARTIFACT_FILES; number++) {
      write("old" + number + ".txt", START.minusSeconds(60));
    }
    ArtifactWatch watch = watch();
    watch.begin(ENOUGH);
    for (int number = 0; number < 5; number++) {
      Files.delete(folder.resolve("old" + number + ".txt"));
    }
    write("new.txt", START.plusSeconds(1));
    now = START.plusSeconds(5);

    watch.end();

    assertThat(written()).containsExactly("new.txt 2026-11-22T13:09:45.000000Z");
  }
}
