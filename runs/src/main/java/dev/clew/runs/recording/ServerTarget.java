package dev.clew.runs.recording;

import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.push.Push;
import dev.clew.push.RowSource;
import dev.clew.push.ServerAddress;
import java.time.Duration;
import java.time.InstantSource;

/// A server. It stores an event once, and does not say which it had.
///
/// @param longest how long a run may take to be sent
public record ServerTarget(ServerAddress server, Duration longest, InstantSource clock)
    implements ImportTarget {
  @Override
  public Taken take(ToldRun run, ToldRun.Redacted redacted) {
    LedgerId id = new LedgerId(run.run().namespace(), run.run().runId(), "ledger_of_an_import");
    try (MemoryLedger ledger = new MemoryLedger(id, clock)) {
      ledger.append(redacted.events());
      Push.Outcome sent = Push.begin(RowSource.of(ledger), server).finish(longest);
      String problem = sent.problem();
      return new Taken(
          server.page(run.run().runId()).toString(),
          sent.sent(),
          0,
          sent.rejected() + sent.unsent(),
          problem == null && sent.unsent() > 0 ? "not sent within " + longest : problem);
    }
  }
}
