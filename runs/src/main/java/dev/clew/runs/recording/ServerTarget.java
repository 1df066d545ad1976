package dev.clew.runs.recording;

import dev.clew.core.Refusal;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.push.Push;
import dev.clew.push.RowSource;
import dev.clew.push.ServerAddress;
import dev.clew.runs.remote.RemoteEvents;
import dev.clew.runs.remote.RemoteServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A server. It stores an event once, and does not say which it had.
///
/// @param longest how long a run may take to be sent
public record ServerTarget(ServerAddress server, Duration longest, InstantSource clock)
    implements ImportTarget {
  @Override
  public Taken take(ToldRun run, ToldRun.Redacted redacted) {
    List<RedactedEvent> fresh = run.unless(redacted, known(run));
    LedgerId id = new LedgerId(run.run().namespace(), run.run().runId(), "ledger_of_an_import");
    try (MemoryLedger ledger = new MemoryLedger(id, clock)) {
      Taken here =
          Taken.of(
              server.page(run.run().runId()).toString(),
              (long) run.events().size() - fresh.size(),
              ledger.append(fresh));
      return sent(here, Push.begin(RowSource.of(ledger), server).finish(longest));
    }
  }

  /// Nothing when the server does not tell, as to a token that may only send: it then decides by
  /// itself, as far as ids and times are those of before.
  private Set<String> known(ToldRun run) {
    try {
      return run.isWhole() ? Set.of() : new RemoteEvents(new RemoteServer(server)).ids(run.run());
    } catch (Refusal e) {
      return Set.of();
    }
  }

  /// @param here as if all that was to be sent were there
  private Taken sent(Taken here, Push.Outcome sent) {
    String problem = sent.problem();
    if (problem == null) {
      problem = sent.unsent() > 0 ? "not sent within " + longest : here.problem();
    }
    long rejected = here.rejected() + sent.rejected() + sent.unsent();
    return new Taken(here.place(), sent.sent(), here.known(), rejected, problem);
  }
}
