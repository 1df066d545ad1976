package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One life after another of a ledger on a [SimulatedDisk], beside a [NaiveLedger]; after each life
/// the two are compared. Everything comes from the seed.
final class LedgerSimulation {
  private static final Path DIRECTORY = Path.of("/simulated");
  private static final Path FILE = DIRECTORY.resolve(TestRows.FILE);
  private static final int LIVES = 4;

  private final Random random;
  private final SimulatedDisk disk;
  private final NaiveLedger naive = new NaiveLedger();
  private final InstantSource clock;
  private int ids;

  /// How many rows must survive a power cut.
  private int synced;

  /// What was being appended when an append threw: the first of it, or all, may be there or not.
  private final List<NaiveLedger.Entry> inFlight = new ArrayList<>();

  private LedgerSimulation(long seed, boolean lyingDisk) {
    this.random = new Random(seed);
    this.disk = new SimulatedDisk(random, lyingDisk);
    this.clock = () -> Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1000), 123_456_789);
  }

  /// @return the trace of all that happened on the disk
  /// @throws AssertionError that names the seed when the ledger broke a promise
  static String run(long seed) {
    return run(seed, 0, false);
  }

  /// @param stopAt the operation of the first life at which the machine stops; 0 for a random one
  static String run(long seed, int stopAt, boolean lyingDisk) {
    LedgerSimulation simulation = new LedgerSimulation(seed, lyingDisk);
    try {
      simulation.run(stopAt);
      return simulation.disk.trace();
    } catch (AssertionError | RuntimeException | IOException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ", stop at "
              + stopAt
              + ": "
              + e.getMessage()
              + "\n"
              + simulation.disk.trace(),
          e);
    }
  }

  private void run(int stopAt) throws IOException {
    for (int life = 0; life < LIVES; life++) {
      misfortune(life == 0 ? stopAt : 0);
      FileLedger ledger = started(life == 0);
      if (ledger != null) {
        live(ledger);
      }
      boolean power = random.nextInt(3) > 0;
      if (power) {
        disk.cutPower();
      } else {
        disk.killWriter();
      }
      if (!compare(power)) {
        return;
      }
    }
  }

  private void misfortune(int stopAt) {
    if (stopAt > 0) {
      disk.stopAt(stopAt);
    } else if (random.nextBoolean()) {
      disk.stopAt(1 + random.nextInt(40));
    }
    disk.faults(random.nextInt(3) == 0 ? 0.03 : 0);
  }

  private @Nullable FileLedger started(boolean first) {
    try {
      FileLedger ledger =
          first
              ? FileLedger.create(disk, DIRECTORY, "flow", TestRows.KEY, TestRows.LEDGER, clock)
              : FileLedger.open(disk, FILE, clock);
      assertThat(ledger.head().size()).isEqualTo(naive.size());
      return ledger;
    } catch (ClewException | SimulatedDisk.Stopped e) {
      return null;
    }
  }

  private void live(FileLedger ledger) {
    int steps = random.nextInt(30);
    for (int step = 0; step < steps; step++) {
      try {
        step(ledger);
      } catch (ClewException | SimulatedDisk.Stopped e) {
        refusesMore(ledger);
        return;
      }
    }
    if (random.nextInt(4) == 0) {
      ledger.close();
      refusesMore(ledger);
    }
  }

  private void step(FileLedger ledger) {
    switch (random.nextInt(16)) {
      case 0, 1 -> {
        ledger.sync();
        synced = naive.size();
      }
      case 2 -> readsWhileItIsWritten(ledger);
      case 3 -> appendTogether(ledger);
      case 4 -> appendList(ledger);
      default -> append(ledger);
    }
  }

  private void appendTogether(FileLedger ledger) {
    int before = naive.size();
    int count = 1 + random.nextInt(6);
    try {
      ledger.together(() -> {
        for (int at = 0; at < count; at++) {
          append(ledger);
        }
      });
    } catch (ClewException | SimulatedDisk.Stopped e) {
      areInFlight(before);
      throw e;
    }
  }

  /// Rows from there on may be stored or not.
  private void areInFlight(int from) {
    for (int at = naive.size() - 1; at >= from; at--) {
      inFlight.addFirst(naive.get(at));
    }
    naive.keepFirst(from);
  }

  private void appendList(FileLedger ledger) {
    int before = naive.size();
    List<RedactedEvent> events = new ArrayList<>();
    List<NaiveLedger.Entry> expected = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      RedactedEvent event = someEvent();
      NaiveLedger.Entry entry = naive.expect(event.event());
      events.add(event);
      expected.add(entry);
      if (!isDuplicate(entry)) {
        naive.add(entry);
      }
    }
    List<Appended> appended;
    try {
      appended = ledger.append(events);
    } catch (ClewException | SimulatedDisk.Stopped e) {
      areInFlight(before);
      throw e;
    }
    int offset = before;
    for (int at = 0; at < expected.size(); at++) {
      if (appended.get(at) instanceof Appended.Stored(Row row, String text)) {
        same(row, expected.get(at), offset++);
      } else {
        assertThat(isDuplicate(expected.get(at))).isTrue();
      }
    }
    assertThat(offset).isEqualTo(naive.size());
  }

  private static boolean isDuplicate(NaiveLedger.Entry entry) {
    return entry.verdict().startsWith("duplicate");
  }

  private void append(FileLedger ledger) {
    RedactedEvent event = someEvent();
    NaiveLedger.Entry expected = naive.expect(event.event());
    Appended appended;
    try {
      appended = ledger.append(event);
    } catch (ClewException | SimulatedDisk.Stopped e) {
      if (!isDuplicate(expected)) {
        inFlight.add(expected);
      }
      throw e;
    }
    switch (appended) {
      case Appended.Stored(Row row, String text) -> {
        same(row, expected, naive.size());
        naive.add(expected);
      }
      case Appended.Duplicate(long offset) ->
          assertThat("duplicate of " + offset).isEqualTo(expected.verdict());
      case Appended.Removed removed -> throw new AssertionError("no file removes a run");
      case Appended.OverLimit over -> throw new AssertionError("over limit " + over);
    }
  }

  /// New, the same again, the same id with other content, or of an older life.
  private RedactedEvent someEvent() {
    int kind = random.nextInt(10);
    if (kind < 3 && naive.size() > 0) {
      Event earlier = naive.get(random.nextInt(naive.size())).event();
      if (kind < 2 && earlier.rawRef() == null) {
        return TestRows.redacted(earlier, null);
      }
      return TestRows.redacted(
          TestRows.randomEvent(random, earlier.eventId(), random.nextInt(4)), null);
    }
    return TestRows.redacted(
        TestRows.randomEvent(random, "evt_" + ids++, random.nextInt(4)),
        TestRows.randomPayload(random));
  }

  private static void same(Row row, NaiveLedger.Entry expected, int offset) {
    assertThat(row.offset()).isEqualTo(offset);
    assertThat(row.verdict().wire()).isEqualTo(expected.verdict());
    assertThat(NaiveLedger.content(row.event())).isEqualTo(expected.content());
    assertThat(row.payload() == null ? null : row.payload().ref()).isEqualTo(row.event().rawRef());
  }

  private void readsWhileItIsWritten(FileLedger ledger) {
    LedgerFile file = LedgerReader.read(disk, FILE);

    assertThat(file.writerAlive()).isTrue();
    assertThat(file.tornTail()).isNull();
    assertThat(file.damage()).isNull();
    assertThat(file.rows()).hasSize(naive.size());

    int from = random.nextInt(naive.size() + 1);
    int limit = 1 + random.nextInt(20);
    List<Row> part = ledger.rows(from, limit);
    assertThat(part).hasSize(Math.min(limit, naive.size() - from));
    for (int at = 0; at < part.size(); at++) {
      same(part.get(at), naive.get(from + at), from + at);
    }
  }

  private void refusesMore(FileLedger ledger) {
    assertThatThrownBy(() -> ledger.append(TestRows.event("after", "the end")))
        .isInstanceOf(ClewException.class);
    assertThatThrownBy(ledger::sync).isInstanceOf(ClewException.class);
  }

  /// @return false when the ledger is gone, which only one that was never synced may be
  private boolean compare(boolean afterPowerCut) throws IOException {
    if (disk.list(DIRECTORY).isEmpty()) {
      assertThat(synced).as("a synced ledger is gone").isZero();
      return false;
    }
    LedgerFile file;
    try {
      file = LedgerReader.read(disk, FILE);
    } catch (NotALedger e) {
      assertThat(e.reason()).isEqualTo(NotALedger.Reason.TORN);
      assertThat(synced).as("the header of a synced ledger is gone").isZero();
      return false;
    }
    List<Row> rows = file.rows();
    assertThat(file.writerAlive()).isFalse();
    assertThat(file.damage()).isNull();
    assertThat(rows.size())
        .as("rows that survived")
        .isGreaterThanOrEqualTo(afterPowerCut ? synced : naive.size());
    while (rows.size() > naive.size() && !inFlight.isEmpty()) {
      naive.add(inFlight.removeFirst());
    }
    inFlight.clear();
    assertThat(rows.size()).as("no invented row").isLessThanOrEqualTo(naive.size());
    for (int offset = 0; offset < rows.size(); offset++) {
      same(rows.get(offset), naive.get(offset), offset);
    }
    assertThat(file.head().hex()).isEqualTo(NaiveLedger.head(rows));
    naive.keepFirst(rows.size());
    synced = Math.min(synced, rows.size());
    return true;
  }
}
