package dev.clew.ingest.ci;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a [Dialect] makes of a log, line by line: its stages, its lines, its end. Not thread-safe.
final class Script {
  /// `log.stages`: of one log. What begins when there are so many is a part of what is open.
  static final int MOST_STAGES = 1_000;

  private static final int MOST_LEVELS = 16;
  private static final int MOST_NAME_CHARS = 200;

  private final List<Told> told = new ArrayList<>();
  private final CiLines lines = new CiLines(told::add);
  private final List<CiStage> stages = new ArrayList<>();

  /// From the outermost to the innermost.
  private final List<CiStage> open = new ArrayList<>();

  /// How many began inside of them that are none.
  private int passedOver;

  private final Map<StagePath, Integer> visits = new HashMap<>();

  /// All of a log that has no stage.
  private final CiStage whole;

  private @Nullable Timestamp first;
  private Timestamp now;
  private @Nullable String name;
  private @Nullable Ending ending;

  /// @param arrivedAt the time of what is not said to have another
  /// @param all what the stage of a log is called that has none
  Script(Timestamp arrivedAt, String all) {
    this.now = arrivedAt;
    this.whole = new CiStage(path(null, all), null, false, arrivedAt);
  }

  /// It is that time now.
  void at(Timestamp time) {
    first = first == null ? time : first;
    now = time;
  }

  Timestamp first() {
    return first == null ? now : first;
  }

  Timestamp now() {
    return now;
  }

  void named(String said) {
    name = said.isEmpty() ? name : said;
  }

  @Nullable String name() {
    return name;
  }

  /// The innermost; null when none is open.
  @Nullable CiStage open() {
    return open.isEmpty() ? null : open.getLast();
  }

  /// Another begins, and all that are open end.
  void next(String said, boolean isCleanup) {
    endAll();
    begin(said, isCleanup);
  }

  /// A part of what is open begins.
  void begin(String said, boolean isCleanup) {
    lines.flush();
    if (stages.size() == MOST_STAGES || open.size() == MOST_LEVELS) {
      passedOver++;
      return;
    }
    CiStage parent = open();
    CiStage stage = new CiStage(path(parent, said), parent, isCleanup, now);
    open.add(stage);
    stages.add(stage);
    told.add(new Told.Began(stage));
  }

  private StagePath path(@Nullable CiStage parent, String said) {
    String own = said.isBlank() ? "unnamed" : said;
    own = own.length() > MOST_NAME_CHARS ? own.substring(0, MOST_NAME_CHARS) : own;
    StagePath once = below(parent, new StagePath.Segment(own, null, null));
    int visit = visits.merge(once, 1, Integer::sum);
    return visit == 1 ? once : below(parent, new StagePath.Segment(own, null, visit));
  }

  private static StagePath below(@Nullable CiStage parent, StagePath.Segment segment) {
    return parent == null ? new StagePath(List.of(segment)) : parent.path().child(segment);
  }

  /// The innermost ends.
  void end() {
    lines.flush();
    if (passedOver > 0) {
      passedOver--;
    } else if (!open.isEmpty()) {
      told.add(new Told.Ended(open.removeLast(), now));
    }
  }

  /// The one of that name ends, and so does what is open in it; nothing if none is open.
  void end(String said) {
    for (int at = open.size() - 1; at >= 0; at--) {
      if (open.get(at).path().name().equals(said)) {
        passedOver = 0;
        while (open.size() > at) {
          end();
        }
        return;
      }
    }
  }

  void endAll() {
    passedOver = 0;
    while (!open.isEmpty()) {
      end();
    }
  }

  void text(Line line) {
    lines.add(line, now, stage(), false);
  }

  /// What the CI system calls an error.
  void error(Line line) {
    lines.add(line, now, stage(), true);
  }

  private @Nullable CiStage stage() {
    return stages.isEmpty() ? whole : open();
  }

  void failed() {
    CiStage stage = open();
    if (stage != null) {
      stage.failed();
    }
  }

  void skipped() {
    CiStage stage = open();
    if (stage != null) {
      stage.skipped();
    }
  }

  boolean hasFailed() {
    return stages.stream().anyMatch(CiStage::isFailed);
  }

  void ended(Ending how) {
    ending = how;
  }

  /// Nothing more comes.
  ///
  /// @param known how it ended, if somebody knows better than the log
  void over(@Nullable Ending known) {
    lines.end();
    ending = known == null ? ending : known;
    if (stages.isEmpty()) {
      whole.begins(first());
      stages.add(whole);
      told.addFirst(new Told.Began(whole));
      open.add(whole);
    }
    if (ending == null) {
      return;
    }
    Ending.Result result = ending.result();
    if (result == Ending.Result.FAILED || result == Ending.Result.COMPLETED_WITH_FAILURES) {
      lines.failed();
      blame();
    }
    endAll();
  }

  /// A log that says of no stage that it failed: it is the last in which something was wrong, else
  /// the last.
  private void blame() {
    if (hasFailed()) {
      return;
    }
    CiStage found = null;
    for (CiStage stage : stages) {
      boolean isBetter = found == null || found.problem() == null || stage.problem() != null;
      found = stage.isWork() && isBetter ? stage : found;
    }
    if (found != null) {
      found.failed();
    }
  }

  @Nullable Ending ending() {
    return ending;
  }

  List<CiStage> stages() {
    return stages;
  }

  List<Told> told() {
    return told;
  }

  CiLines lines() {
    return lines;
  }
}
