package dev.clew.server.webhook;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.run.RunLookup;
import dev.clew.server.webhook.NoticeLog.Message;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells the receiver of a webhook which runs have failed, which are lost and which are stuck, each
/// change once. Thread-safe.
public final class RunNotices implements AutoCloseable {
  private static final Set<RunStatus> FAILED = Set.of(RunStatus.FAILED, RunStatus.INTERRUPTED);

  /// What changed before is history that somebody sent late, and nobody's alarm.
  private static final Duration OLDEST = Duration.ofDays(1);

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int MOST_STUCK = 1_000;
  private static final int MOST_KNOWN = 10_000;

  private final Webhook webhook;
  private final Supplier<String> url;
  private final RunStore store;
  private final RunLookup lookup;
  private final InstantSource clock;
  private final NoticeLog log;
  private final Courier courier;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clew-stuck").factory());

  /// Whether what was left of an earlier life is on its way. Of the thread of the rounds.
  private boolean isBegun;

  /// Ids of notices that are written down; the oldest are forgotten.
  private final Map<String, Boolean> known = new LinkedHashMap<>();

  /// @param url of this server, when nothing else is said for links
  public RunNotices(
      Webhook webhook,
      Supplier<String> url,
      RunStore store,
      RunLookup lookup,
      Redactor redactor,
      InstantSource clock,
      Metrics metrics) {
    this.webhook = webhook;
    this.url = url;
    this.store = store;
    this.lookup = lookup;
    this.clock = clock;
    this.log = new NoticeLog(store, redactor);
    this.courier = new Courier(webhook, log, clock, metrics);
  }

  public void start() {
    var _ = rounds.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      if (!isBegun) {
        sendWhatIsLeft();
        isBegun = true;
      }
      tellStuck();
    } catch (RuntimeException e) {
      // The store does not answer. The next round asks again.
    }
  }

  /// What an earlier life of the server has written down and not sent.
  private synchronized void sendWhatIsLeft() {
    for (Message message : log.open(since())) {
      if (known.put(message.id(), true) == null) {
        courier.send(message);
      }
    }
  }

  private Instant since() {
    return clock.instant().minus(OLDEST);
  }

  /// Of runs that were looked at. Called before that is kept, so that it is asked again after a
  /// crash.
  ///
  /// @throws dev.clew.store.StoreFault when it cannot be written down
  public void tell(List<Found> found) {
    for (Found one : found) {
      Finding.Failure failure = one.finding().failure();
      if (failure != null) {
        lookup.entry(one.run()).ifPresent(run -> tellFailed(run, failure));
      }
    }
  }

  private void tellFailed(RunEntry run, Finding.Failure failure) {
    if (run.status() == RunStatus.LOST) {
      newestLoss(run).ifPresent(row -> tellLost(run, failure, row));
      return;
    }
    Timestamp at = run.finishedAt();
    if (at != null && FAILED.contains(run.status()) && isNew(at)) {
      tell(Notice.failed(run, failure, at));
    }
  }

  private void tellLost(RunEntry run, Finding.Failure failure, Row loss) {
    if (isNew(loss.receivedAt())) {
      tell(Notice.lost(run, failure, loss.offset(), loss.receivedAt()));
    }
  }

  private boolean isNew(Timestamp at) {
    return !at.instant().isBefore(since());
  }

  private Optional<Row> newestLoss(RunEntry run) {
    List<Row> losses = new ArrayList<>();
    store
        .ledger(new RunKey(run.namespace(), run.runId()))
        .ifPresent(ledger ->
            ledger.each(
                0,
                row -> {
                  if (row.event().is(Kind.RUN_LOST)) {
                    losses.add(row);
                  }
                }));
    return losses.isEmpty() ? Optional.empty() : Optional.of(losses.getLast());
  }

  /// A run becomes stuck by time alone, so that they are asked for.
  private void tellStuck() {
    RunQuery stuck = RunQuery.ALL.finding(FindingQuery.ANY.stuckBy(clock.instant()));
    for (RunEntry run : store.find(stuck, MOST_STUCK)) {
      Finding finding = run.finding();
      Finding.Silence silence = finding == null ? null : finding.silence();
      if (finding != null && silence != null && !silence.stuckAt().isBefore(since())) {
        tell(Notice.stuck(run, finding, silence));
      }
    }
  }

  private synchronized void tell(Notice notice) {
    String id = notice.id();
    if (known.containsKey(id)) {
      return;
    }
    String link = webhook.link() == null ? url.get() : webhook.link();
    Message message = log.claim(new Message(id, notice.at(), Payload.of(notice.body(link))));
    known.put(id, true);
    if (known.size() > MOST_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
    if (message != null) {
      courier.send(message);
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    courier.close();
  }
}
