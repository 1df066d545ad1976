package dev.clew.runs.recording;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.runs.Ids;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder of ledgers: each run has one of its own, and what more is told of it later goes into
/// that.
///
/// @param folder is made if it is not there
public record LedgerTarget(Path folder, InstantSource clock) implements ImportTarget {
  @Override
  public Taken take(ToldRun run, ToldRun.Redacted redacted) {
    NewLedger start = new NewLedger(clock, new Ids(), "nothing was imported");
    Path out = start.folder(folder);
    Path there = existing(out, run);
    try (FileLedger ledger = there == null ? begun(start, out, run, redacted) : opened(there)) {
      List<RedactedEvent> fresh = run.unless(redacted, ids(ledger));
      List<Appended> appended = ledger.append(fresh);
      ledger.sync();
      long passedOver = (long) run.events().size() - fresh.size();
      return Taken.of(ledger.path().toString(), passedOver, appended);
    }
  }

  private FileLedger begun(NewLedger start, Path out, ToldRun run, ToldRun.Redacted redacted) {
    String ledgerId = start.ids().ulid("ledger_", clock.millis());
    LedgerId id = new LedgerId(run.run().namespace(), run.run().runId(), ledgerId);
    return start.create(out, redacted.name(), run.key(), id);
  }

  private FileLedger opened(Path there) {
    try {
      return FileLedger.open(new LocalDisk(), there, clock);
    } catch (ClewException e) {
      throw Refusal.notWritten(e.getMessage() + "; nothing was imported", e);
    }
  }

  private static Set<String> ids(FileLedger ledger) {
    Set<String> ids = new HashSet<>();
    ledger.each(0, row -> ids.add(row.event().eventId()));
    return ids;
  }

  /// Null when the run has no ledger in the folder.
  private static @Nullable Path existing(Path folder, ToldRun run) {
    RecordedRun same = new RunFiles(folder).withId(run.run().runId());
    boolean isIt =
        same != null
            && same.source() instanceof LedgerSource
            && same.view().namespace().equals(run.run().namespace());
    return same != null && isIt ? Path.of(same.source().location()) : null;
  }
}
