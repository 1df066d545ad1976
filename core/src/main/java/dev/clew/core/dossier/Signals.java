package dev.clew.core.dossier;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the rows of an attempt say went wrong, and which of it is the root.
final class Signals {
  /// An error after so many rows of output that are none belongs to another trouble.
  private static final int CALM_ROWS = 6;

  /// How long after the end of a stage a line of its may be read. Streams have no order between
  /// them, and what reads the second may be late on a busy machine.
  private static final Duration LATE = Duration.ofSeconds(1);

  /// What a rule calls it that a test runner says at its end that tests failed.
  private static final String TEST_FAILURE = "test_failure";

  /// With which runners of tests end then: those of the JVM, of Python, of Node.js, of Go and more.
  private static final long TESTS_FAILED = 1;

  private final List<Signal> all = new ArrayList<>();

  /// Rows of output before each signal, to know how far two are apart.
  private final List<Integer> outputBefore = new ArrayList<>();

  private Signals() {}

  static Signals of(AttemptView attempt) {
    Signals signals = new Signals();
    Set<StagePath> open = new LinkedHashSet<>();
    Set<String> wrapping = attempt.wrappingCalls();
    Map<String, StagePath> ofSpans = ofSpans(attempt);
    int calm = 0;
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (isEndOfTheProcess(event, wrapping)) {
        continue;
      }
      StagePath path = event.path();
      if (path == null && event.spanId() != null) {
        path = ofSpans.get(event.spanId());
      }
      if (path == null && open.size() == 1) {
        path = open.iterator().next();
      }
      Signal signal = Signal.of(row, path);
      if (signal != null) {
        signals.all.add(signal);
        signals.outputBefore.add(calm);
      } else if (event.is(Kind.LOG)) {
        calm++;
      }
      follow(event, open);
    }
    if (signals.all.isEmpty()) {
      signals.takeEnd(attempt.rows(), calm);
    }
    return signals;
  }

  /// Where nothing else says what went wrong, the error with which the run was said to have ended.
  private void takeEnd(List<Row> rows, int calm) {
    for (Row row : rows) {
      SaidError error = row.event().is(Kind.RUN_FINISHED) ? SaidError.of(row.event()) : null;
      Signal signal = error == null ? null : Signal.of(row, error);
      if (signal != null && !signal.isBare()) {
        all.add(signal);
        outputBefore.add(calm);
        return;
      }
    }
  }

  /// Whether it only says how the process of the whole attempt ended: that is what is to be
  /// explained, and no explanation.
  private static boolean isEndOfTheProcess(Event event, Set<String> wrapping) {
    String call = event.toolCallId();
    return call != null
        && event.is(Kind.TOOL_CALL_FAILED)
        && wrapping.contains(call)
        && !ToolCallEnded.from(event).sentNothing();
  }

  /// The stages that were told of as spans: what names the span is about the stage, whichever came
  /// first.
  private static Map<String, StagePath> ofSpans(AttemptView attempt) {
    Map<String, StagePath> stages = new HashMap<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.spanId() != null && event.path() != null) {
        stages.putIfAbsent(event.spanId(), event.path());
      }
    }
    return stages;
  }

  private static void follow(Event event, Set<StagePath> open) {
    StagePath path = event.path();
    if (path == null) {
      return;
    }
    if (event.is(Kind.STAGE_STARTED)) {
      open.add(path);
    } else if (event.is(Kind.STAGE_COMPLETED)
        || event.is(Kind.STAGE_FAILED)
        || event.is(Kind.STAGE_CANCELLED)) {
      open.remove(path);
    }
  }

  List<Signal> all() {
    return all;
  }

  /// The one that the others follow from. Only what affected the outcome counts: not the errors of
  /// a stage that went well or whose failure was tolerated. Within the stage that blocks the run,
  /// or what was read late of it, or else within the last stretch of trouble, the strongest that
  /// says what was wrong; of equals the last.
  ///
  /// @param exit the exit code of the run; null when it has none
  @Nullable Signal root(AttemptView attempt, @Nullable StagePath blocker, @Nullable Long exit) {
    Map<StagePath, StageStatus> statuses = new HashMap<>();
    for (StageView stage : attempt.stages()) {
      if (stage.status() != null) {
        statuses.put(stage.path(), stage.status());
      }
    }
    List<Signal> ofStage = new ArrayList<>();
    for (Signal signal : all) {
      if (blocker != null && blocker.equals(signal.stage())) {
        ofStage.add(signal);
      }
    }
    Signal found = strongest(lastTry(ofStage));
    if (blocker != null && (found == null || found.isBare())) {
      Signal late = strongest(readLate(attempt.stage(blocker), statuses));
      found = late == null || late.isBare() ? found : late.of(blocker);
    }
    if (found != null
        && (found.says() || !found.code().isEmpty() || found.tier() == Signal.Tier.LEVEL)) {
      return found;
    }
    List<Signal> rest = new ArrayList<>();
    int last = -1;
    for (int at = all.size() - 1; at >= 0; at--) {
      Signal signal = all.get(at);
      if (hadNoEffect(signal, statuses)) {
        continue;
      }
      if (last >= 0 && last - outputBefore.get(at) > CALM_ROWS) {
        break;
      }
      last = outputBefore.get(at);
      rest.addFirst(signal);
    }
    Signal other = exit != null && exit == TESTS_FAILED ? ofTests(rest) : strongest(rest);
    return other != null && (found == null || other.says()) ? other : found;
  }

  /// Lines of the other stream than the one on which a stage said that it ended, read while it was
  /// open or soon after, whose rows came later: they may be its, also when the stage that was open
  /// by then went well. A stage that did not go well keeps its own.
  private List<Signal> readLate(@Nullable StageView stage, Map<StagePath, StageStatus> statuses) {
    List<Signal> late = new ArrayList<>();
    String told =
        stage == null ? "" : new AnyEvent(stage.ended().attributes()).get(AnyEvent.STREAM, "");
    Timestamp end = stage == null ? null : stage.finishedAt();
    Timestamp start = stage == null ? null : stage.startedAt();
    if (start == null || end == null || told.isEmpty()) {
      return late;
    }
    Timestamp until = end.plus(LATE);
    for (Signal signal : all) {
      Event event = signal.row().event();
      StagePath open = signal.stage();
      boolean isOther = !stream(signal).isEmpty() && !stream(signal).equals(told);
      boolean isSoon = event.ts().compareTo(start) >= 0 && event.ts().compareTo(until) <= 0;
      boolean isFree = open == null || statuses.get(open) == StageStatus.SUCCEEDED;
      if (event.path() == null && isOther && isSoon && isFree) {
        late.add(signal);
      }
    }
    return late;
  }

  /// Tests print the failures that they provoke. When the runner says that tests failed, and the
  /// run ended as runners end then, what stands on the other stream is theirs: streams have no
  /// order between them that could tell. What its own stream says later is another trouble.
  private static @Nullable Signal ofTests(List<Signal> signals) {
    Signal strongest = strongest(signals);
    if (strongest == null || strongest.tier() == Signal.Tier.EVENT) {
      return strongest;
    }
    for (Signal signal : signals.reversed()) {
      boolean isVerdict = signal.code().equals(TEST_FAILURE) && signal.tier() == Signal.Tier.RULE;
      if (isVerdict && !stream(signal).equals(stream(strongest))) {
        return signal;
      }
    }
    return strongest;
  }

  private static String stream(Signal signal) {
    return AnyEvent.from(signal.row().event()).get(AnyEvent.STREAM, "");
  }

  private static boolean hadNoEffect(Signal signal, Map<StagePath, StageStatus> statuses) {
    StagePath stage = signal.stage();
    StageStatus status = stage == null ? null : statuses.get(stage);
    return status == StageStatus.SUCCEEDED
        || status == StageStatus.SKIPPED
        || status == StageStatus.TOLERATED;
  }

  /// What was said in earlier tries was overcome, or is said again.
  private static List<Signal> lastTry(List<Signal> signals) {
    int newest = 0;
    for (Signal signal : signals) {
      Integer number = signal.row().event().tryNumber();
      newest = number == null ? newest : Math.max(newest, number);
    }
    List<Signal> last = new ArrayList<>();
    for (Signal signal : signals) {
      Integer number = signal.row().event().tryNumber();
      if (number == null || number == newest) {
        last.add(signal);
      }
    }
    return last;
  }

  private static @Nullable Signal strongest(List<Signal> signals) {
    Signal best = null;
    for (Signal signal : signals) {
      if (best == null || rank(signal) <= rank(best)) {
        best = signal;
      }
    }
    return best;
  }

  /// What says a cause before what says none, that before what only says that something failed, and
  /// that before a mere exit code; then by who says it.
  private static int rank(Signal signal) {
    int tier =
        switch (signal.tier()) {
          case EVENT -> 0;
          case RULE -> 1;
          case WORDS -> 2;
          case LEVEL -> 3;
        };
    int silence = signal.isBare() ? 20 : signal.isMute() ? 15 : 10;
    return signal.says() ? tier : silence + tier;
  }
}
