package dev.clew.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.journal.Journal;
import dev.clew.core.fact.run.Heartbeat;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import dev.clew.redaction.SecretRedactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WatcherTest {
  @Test
  void heartbeat_whileTheCommandIsQuiet_saysCpuMemoryAndWhenTheNextIsDue() throws Exception {
    MemoryLedger ledger =
        new MemoryLedger(new LedgerId("default", "run_1", "ledger_1"), InstantSource.system());
    Recorder recorder =
        new Recorder(
            ledger,
            new SecretRedactor(),
            InstantSource.system(),
            new Recorder.Producer("att_1", "clew-exec", 1, null, null));
    Journal journal = new Journal(recorder);
    ArtifactWatch nothing =
        new ArtifactWatch(
            Path.of("/"), List.of(), List.of(), file -> false, journal, InstantSource.system());
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessTree tree = ProcessTree.of(child.pid(), ProcessTree.endedMillis());
      Watcher watcher = Watcher.start(tree, nothing, journal, Duration.ofMillis(20));
      long until = System.nanoTime() + 60_000_000_000L;
      while (ledger.rows().size() < 2 && System.nanoTime() < until) {
        LockSupport.parkNanos(5_000_000);
      }
      watcher.end();
    } finally {
      child.destroyForcibly();
    }
    Row row = ledger.rows().getFirst();
    assertThat(row.event().kind()).isEqualTo("heartbeat");
    Heartbeat beat = Heartbeat.from(row.event());
    assertThat(beat.due()).isEqualTo(Duration.ofMillis(20));
    assertThat(beat.cpu()).isNotNull();
    assertThat(beat.rssBytes()).isGreaterThan(100_000);
  }
}
