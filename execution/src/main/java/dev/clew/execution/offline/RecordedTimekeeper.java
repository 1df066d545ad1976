package dev.clew.execution.offline;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.part.Origin;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Turns;
import dev.clew.engine.context.CancelSignal;
import dev.clew.engine.context.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What only time decided when a run was recorded: whose row came next, what the clocks said, how
/// long waits were, what was still begun. Rows are matched by their stage, try and kind. When no
/// thread has the row that came next then, which is a drift, the one with the lowest path goes on.
/// Thread-safe.
final class RecordedTimekeeper implements Timekeeper, Turns {
  private final List<Row> rows;

  /// Of each stage, or of the run, its rows that are not written again yet, in their order.
  private final Map<String, TreeMap<Integer, Row>> left = new HashMap<>();

  private final Set<String> begun = new HashSet<>();

  /// Stages that were due, and not begun because the run ended.
  private final Set<String> ended = new HashSet<>();

  /// Stages that wait for others than the one before them.
  private final Set<String> waitingForOthers = new HashSet<>();

  private final Map<String, Duration> started = new HashMap<>();
  private final Map<Waiter, Boolean> waiting = new HashMap<>();
  private final boolean[] written;
  private int next;
  private int threads = 1;
  private @Nullable Waiter writes;
  private @Nullable Row writing;
  private Duration newest = Duration.ZERO;

  /// A thread that has a row to write.
  private record Waiter(Thread thread, String kind, String path, @Nullable Integer tryNumber) {}

  /// @param rows of the attempt, in the order of their offsets
  RecordedTimekeeper(List<Row> rows) {
    this.rows = List.copyOf(rows);
    this.written = new boolean[rows.size()];
    for (int at = 0; at < rows.size(); at++) {
      Event event = rows.get(at).event();
      left.computeIfAbsent(key(event.path()), any -> new TreeMap<>()).put(at, rows.get(at));
      noteBegun(event);
    }
  }

  private void noteBegun(Event event) {
    StagePath path = event.path();
    if (path == null) {
      return;
    }
    if (event.is(Kind.STAGE_PLANNED)) {
      if (StagePlanned.from(event).has(StagePlanned.DEPENDS_ON)) {
        waitingForOthers.add(key(path));
      }
    } else if (!event.is(Kind.STAGE_NOT_REACHED)) {
      begun.add(key(path));
    } else if (!StageEnded.from(event).has(StageEnded.CAUSE_STAGE)
        || waitingForOthers.contains(key(path))) {
      ended.add(key(path));
    }
  }

  private static String key(@Nullable StagePath path) {
    return path == null ? "" : path.toString();
  }

  /// The recorded row that is being written again; null when it was not recorded.
  synchronized @Nullable Row writing() {
    return writing;
  }

  @Override
  public synchronized void await(
      String kind, @Nullable StagePath path, @Nullable Integer tryNumber) {
    Waiter own = new Waiter(Thread.currentThread(), kind, key(path), tryNumber);
    waiting.put(own, true);
    boolean interrupted = false;
    while (true) {
      choose();
      if (own.equals(writes)) {
        break;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    waiting.remove(own);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says whose turn it is, if it is anybody's.
  private void choose() {
    if (writes != null) {
      return;
    }
    while (next < rows.size() && written[next]) {
      next++;
    }
    Waiter chosen = next < rows.size() ? waiterFor(rows.get(next).event()) : null;
    if (chosen != null) {
      take(chosen, next);
    } else if (waiting.size() >= threads) {
      Waiter lowest = lowest();
      if (lowest != null) {
        take(lowest, recorded(lowest));
      }
    }
  }

  private void take(Waiter chosen, int row) {
    writes = chosen;
    if (row >= 0) {
      written[row] = true;
      writing = rows.get(row);
      TreeMap<Integer, Row> own = left.get(chosen.path());
      if (own != null) {
        own.remove(row);
      }
    } else {
      writing = null;
    }
    notifyAll();
  }

  private @Nullable Waiter waiterFor(Event event) {
    for (Waiter one : waiting.keySet()) {
      if (matches(one, event)) {
        return one;
      }
    }
    return null;
  }

  private static boolean matches(Waiter one, Event event) {
    return one.kind().equals(event.kind())
        && one.path().equals(key(event.path()))
        && Objects.equals(one.tryNumber(), event.tryNumber());
  }

  private @Nullable Waiter lowest() {
    Waiter lowest = null;
    for (Waiter one : waiting.keySet()) {
      if (lowest == null || one.path().compareTo(lowest.path()) < 0) {
        lowest = one;
      }
    }
    return lowest;
  }

  /// The first row of its kind that is left; negative when there is none.
  private int recorded(Waiter one) {
    for (Map.Entry<Integer, Row> row : left.getOrDefault(one.path(), new TreeMap<>()).entrySet()) {
      if (matches(one, row.getValue().event())) {
        return row.getKey();
      }
    }
    return -1;
  }

  @Override
  public synchronized void done() {
    writes = null;
    choose();
    notifyAll();
  }

  @Override
  public synchronized void handOver(int more) {
    threads += more - 1;
    choose();
    notifyAll();
  }

  /// The next row of that kind that the stage has still to write; null when there is none.
  private synchronized @Nullable Event ahead(Moment moment) {
    Row current = writing;
    if (current != null
        && writes != null
        && writes.thread().equals(Thread.currentThread())
        && current.event().is(moment.kind())) {
      return current.event();
    }
    for (Row row : left.getOrDefault(key(moment.path()), new TreeMap<>()).values()) {
      Event event = row.event();
      Integer number = event.tryNumber();
      boolean ofTry = moment.tryNumber() == 0 || number == null || number == moment.tryNumber();
      if (ofTry && event.is(moment.kind())) {
        return event;
      }
    }
    return null;
  }

  @Override
  public Duration elapsed(Moment moment) {
    Event event = ahead(moment);
    if (event == null) {
      return newest();
    }
    String stage = key(moment.path()) + "#" + moment.tryNumber();
    Duration said = AnyEvent.from(event).elapsed();
    Duration took = event.duration();
    if (said != null) {
      if (event.is(Kind.STAGE_STARTED)) {
        begin(stage, said);
      }
      return reading(said);
    }
    return took == null ? newest() : reading(startOf(stage).plus(took));
  }

  private synchronized void begin(String stage, Duration at) {
    started.put(stage, at);
  }

  private synchronized Duration startOf(String stage) {
    return started.getOrDefault(stage, Duration.ZERO);
  }

  private synchronized Duration reading(Duration now) {
    newest = now;
    return now;
  }

  private synchronized Duration newest() {
    return newest;
  }

  @Override
  public synchronized Instant clock(Moment moment) {
    Instant first = null;
    for (Row row : rows) {
      Event event = row.event();
      Integer number = event.tryNumber();
      boolean same =
          key(event.path()).equals(key(moment.path()))
              && (moment.tryNumber() == 0 || number == null || number == moment.tryNumber());
      if (!same) {
        continue;
      }
      AnyEvent said = AnyEvent.from(event);
      String direct = event.is(moment.kind()) ? said.clock() : null;
      String read = direct == null ? inOrigin(said.attributes(), Origin.AT) : direct;
      if (read != null) {
        return Instant.parse(read);
      }
      first = first == null ? event.ts().instant() : first;
    }
    return first == null ? Instant.EPOCH : first;
  }

  /// What an origin somewhere in a value says of the clock; null when none does.
  private static @Nullable String inOrigin(Json value, Attribute<String> member) {
    switch (value) {
      case Json.Obj object -> {
        Origin origin = new Origin(object);
        String said = origin.get(member);
        if (said != null
            && (origin.kind().equals(Origin.CLOCK) || origin.kind().equals(Origin.RANDOM))) {
          return said;
        }
        for (Json inner : object.members().values()) {
          String found = inOrigin(inner, member);
          if (found != null) {
            return found;
          }
        }
      }
      case Json.Arr array -> {
        for (Json inner : array.items()) {
          String found = inOrigin(inner, member);
          if (found != null) {
            return found;
          }
        }
      }
      case Json.Str text -> {}
      case Json.Num number -> {}
      case Json.Bool bool -> {}
      case Json.Null nothing -> {}
    }
    return null;
  }

  /// Where the run was, as far as an origin says.
  @Override
  public ZoneId zone() {
    for (Row row : rows) {
      String zone = inOrigin(AnyEvent.from(row.event()).attributes(), Origin.ZONE);
      if (zone != null) {
        return ZoneId.of(zone);
      }
    }
    return ZoneOffset.UTC;
  }

  @Override
  public Paused pause(Moment moment, Duration wanted, CancelSignal cancel) {
    Event event = ahead(moment);
    if (event == null) {
      return new Paused(wanted, false);
    }
    Duration waited = event.duration();
    return new Paused(
        waited == null ? wanted : waited, FailureCode.CANCELLED.is(Waited.from(event).cut()));
  }

  @Override
  public boolean begins(StagePath path, boolean wanted) {
    StagePath loop = path.parent();
    boolean item = path.segments().getLast().iteration() != null;
    if (item && loop != null && begun.contains(key(loop))) {
      return begun.contains(key(path));
    }
    return begun.contains(key(path)) || (wanted && !ended.contains(key(path)));
  }

  @Override
  public boolean writes(Moment moment, boolean first) {
    return ahead(moment) != null;
  }

  @Override
  public boolean isCancelled(CancelSignal cancel) {
    for (Row row : rows) {
      if (row.event().is(Kind.RUN_CANCELLED)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean endsAtLimit() {
    return false;
  }

  @Override
  public boolean isOverrun(CancelSignal cancel) {
    for (Row row : rows) {
      SaidError error = row.event().is(Kind.RUN_FINISHED) ? SaidError.of(row.event()) : null;
      if (error != null && FailureCode.TIMEOUT.is(error.code())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int workers(int allowed) {
    return Integer.MAX_VALUE;
  }
}
