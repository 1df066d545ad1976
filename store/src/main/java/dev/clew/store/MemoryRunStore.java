package dev.clew.store;

import dev.clew.core.ClewException;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A store in memory: nothing is durable. The plainest example of the port, and what the others are
/// compared with.
public final class MemoryRunStore implements RunStore {
  private static final Comparator<RunKey> BY_NAMESPACE =
      Comparator.comparing(RunKey::namespace).thenComparing(RunKey::runId);

  private final InstantSource clock;
  private final Function<RunKey, LedgerId> identities;

  /// Asked by the blobs, too, under a lock of their own.
  private final Map<RunKey, Run> runs = new ConcurrentHashMap<>();

  private final Map<RunKey, Tombstone> tombstones = new TreeMap<>(BY_NAMESPACE);
  private final MemoryBlobs blobs;
  private long begun;
  private boolean isClosed;

  /// @param identities gives the ledger of a run that begins its own id
  public MemoryRunStore(InstantSource clock, Function<RunKey, LedgerId> identities) {
    this.clock = clock;
    this.identities = identities;
    this.blobs = new MemoryBlobs(runs::containsKey, clock);
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  private final class Run {
    private final long number = ++begun;
    private final MemoryLedger ledger;
    private final RunEntryFold fold = new RunEntryFold();
    private @Nullable Timestamp receivedAt;
    private boolean hasPayloads;
    private Finding finding = Finding.nothing(0);
    private Words words = new Words();

    Run(LedgerId id, InstantSource clock) {
      this.ledger = new MemoryLedger(id, clock);
    }

    Appended append(RedactedEvent event) {
      Appended appended = ledger.append(event);
      if (appended instanceof Appended.Stored stored) {
        fold.take(stored.row());
        if (!PayloadsExpired.is(stored.row())) {
          receivedAt = stored.row().receivedAt();
        }
        hasPayloads |= stored.row().payload() != null;
      }
      return appended;
    }

    Appended expire(RedactedEvent said) {
      boolean wasExamined = isExamined();
      Appended appended = append(said);
      if (appended instanceof Appended.Stored) {
        ledger.dropPayloads();
        hasPayloads = false;
        long size = ledger.head().size();
        finding = wasExamined ? finding.at(size) : finding;
      }
      return appended;
    }

    boolean hasRows() {
      return ledger.head().size() > 0;
    }

    void keep(Found found) {
      if (found.finding().size() == ledger.head().size()) {
        finding = found.finding();
        words = found.words();
      }
    }

    boolean isExamined() {
      return finding.size() == ledger.head().size();
    }

    Tombstone tombstone(Removal removal) {
      long bytes = 0;
      for (Row row : ledger.rows()) {
        Payload payload = row.payload();
        bytes += EventJson.canonical(row.event()).getBytes(StandardCharsets.UTF_8).length;
        bytes += payload == null ? 0 : payload.sizeBytes();
      }
      Ledger.Head head = ledger.head();
      return Tombstone.of(removal, entry(), ledger.id(), head.size(), bytes, head.chain());
    }

    Stream<StoredRun> stored() {
      Timestamp newest = receivedAt;
      return newest == null
          ? Stream.of()
          : Stream.of(new StoredRun(number, entry(), newest, hasPayloads));
    }

    Assignment assignment() {
      return fold.assignment(entry().status());
    }

    Stream<LeasedRun> leased() {
      Duration lease = assignment().lease();
      long size = ledger.head().size();
      return lease == null
          ? Stream.of()
          : Stream.of(new LeasedRun(number, RunKey.of(ledger.id()), lease, size));
    }

    RunEntry entry() {
      RunEntry entry = fold.entry(ledger.id().runId());
      return isExamined() ? entry.with(finding) : entry;
    }
  }

  @Override
  public synchronized List<Appended> append(List<RedactedEvent> events) {
    requireOpen();
    List<Appended> appended = new ArrayList<>(events.size());
    for (RedactedEvent event : events) {
      RunKey key = RunKey.of(event.event());
      if (tombstones.containsKey(key)) {
        appended.add(new Appended.Removed());
        continue;
      }
      Run known = runs.get(key);
      Run run = known == null ? new Run(identities.apply(key), clock) : known;
      Appended one = run.append(event);
      if (one instanceof Appended.Stored) {
        runs.put(key, run);
      }
      appended.add(one);
    }
    return appended;
  }

  @Override
  public synchronized Optional<Appended> appendAt(long rows, RedactedEvent event) {
    requireOpen();
    Run run = runs.get(RunKey.of(event.event()));
    long size = run == null ? 0 : run.ledger.head().size();
    return size == rows ? Optional.of(append(List.of(event)).getFirst()) : Optional.empty();
  }

  @Override
  public synchronized List<RunKey> queued(
      String queue, @Nullable Set<String> namespaces, int limit) {
    return begun()
        .filter(run -> queue.equals(run.assignment().queue()))
        .map(run -> RunKey.of(run.ledger.id()))
        .filter(run -> namespaces == null || namespaces.contains(run.namespace()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<LeasedRun> leased(long after, int limit) {
    return begun().filter(run -> run.number > after).flatMap(Run::leased).limit(limit).toList();
  }

  /// In the order in which they did.
  private Stream<Run> begun() {
    return runs.values().stream().sorted(Comparator.comparingLong(run -> run.number));
  }

  @Override
  public synchronized Ledger begin(LedgerId id) {
    requireOpen();
    Run run = new Run(id, clock);
    if (tombstones.containsKey(RunKey.of(id))) {
      throw new IllegalArgumentException("run " + RunKey.of(id) + " was removed");
    }
    if (runs.putIfAbsent(RunKey.of(id), run) != null) {
      throw new IllegalArgumentException("run " + RunKey.of(id) + " has begun already");
    }
    return new View(run);
  }

  @Override
  public synchronized Optional<Ledger> ledger(RunKey key) {
    Run run = runs.get(key);
    return run == null ? Optional.empty() : Optional.of(new View(run));
  }

  @Override
  public synchronized List<RunEntry> find(RunQuery query, int limit) {
    return runs.values().stream()
        .filter(run -> run.hasRows() && answers(run, query))
        .map(Run::entry)
        .sorted(Comparator.comparing(RunEntry::place))
        .limit(limit)
        .toList();
  }

  private static boolean answers(Run run, RunQuery query) {
    DefinitionRef definition = query.definition();
    return query.accepts(run.entry())
        && query.finding().accepts(run.words)
        && (definition == null
            || run.fold.definitions().stream().anyMatch(one -> one.is(definition)));
  }

  @Override
  public synchronized Optional<Tombstone> remove(Removal removal) {
    requireOpen();
    Run run = runs.remove(removal.run());
    if (run == null) {
      return Optional.empty();
    }
    Tombstone tombstone = run.tombstone(removal);
    tombstones.put(removal.run(), tombstone);
    blobs.removed(removal);
    return Optional.of(tombstone);
  }

  @Override
  public synchronized List<Tombstone> tombstones(String runId, @Nullable Set<String> namespaces) {
    return tombstones.values().stream()
        .filter(one -> one.run().runId().equals(runId))
        .filter(one -> namespaces == null || namespaces.contains(one.run().namespace()))
        .toList();
  }

  @Override
  public synchronized List<StoredRun> walk(long after, int limit) {
    return begun().filter(run -> run.number > after).flatMap(Run::stored).limit(limit).toList();
  }

  @Override
  public synchronized Appended expire(RedactedEvent said) {
    requireOpen();
    Run run = runs.get(RunKey.of(said.event()));
    return run == null ? new Appended.Removed() : run.expire(said);
  }

  @Override
  public synchronized void keep(List<Found> found) {
    requireOpen();
    for (Found one : found) {
      Run run = runs.get(one.run());
      if (run != null) {
        run.keep(one);
      }
    }
  }

  @Override
  public synchronized Map<RunKey, Long> unexamined(int limit) {
    Map<RunKey, Long> unexamined = new LinkedHashMap<>();
    runs.entrySet().stream()
        .filter(run -> !run.getValue().isExamined())
        .sorted(
            Comparator.comparing(
                run -> run.getValue().receivedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .limit(limit)
        .forEach(run -> unexamined.put(run.getKey(), run.getValue().ledger.head().size()));
    return unexamined;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new StoreFault(StoreFault.Kind.CLOSED, "the store is closed", null);
    }
  }

  private final class View extends StoredLedger {
    private final MemoryLedger ledger;

    View(Run run) {
      super(MemoryRunStore.this, run.ledger.id());
      this.ledger = run.ledger;
    }

    private void requireThere() {
      RunKey key = RunKey.of(id());
      if (MemoryRunStore.this.ledger(key).isEmpty()) {
        throw new ClewException("run " + key + " was removed");
      }
    }

    @Override
    public Head head() {
      requireThere();
      return ledger.head();
    }

    @Override
    public List<Row> rows(long from, int limit) {
      requireThere();
      return ledger.rows(from, limit);
    }

    @Override
    public Following follow(Consumer<Row> follower) {
      return ledger.follow(follower);
    }
  }
}
