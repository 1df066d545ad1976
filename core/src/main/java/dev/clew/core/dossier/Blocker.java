package dev.clew.core.dossier;

import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.Quoted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.run.TryView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What keeps a run from being a success: the first stage that failed; else the first that never
/// closed; else the first that was cancelled; else the first whose failure was tolerated; else the
/// first that was not reached. Where that is a loop or a child workflow, it is the item or stage
/// inside of it that came to the same, the deepest. Followers are consequences. Deterministic.
///
/// @param code `http_402`, `connect_refused`, `unresolved_variable`; the most specific that the
///   stage's error says
/// @param headline one sentence: `activate-subscription answered 402
///   payment_method_requires_authentication`
/// @param quote what the answer itself says; as [Quote#toJson] wrote it, null when nothing was
///   quoted
/// @param evidence claims, each with the row that supports it
/// @param consequences what became of the stages that came after it, or were not reached because of
///   it, in their order; of each status at most `consequences.max` = 100
/// @param more how many more there are of a status
/// @param counts stages by status
public record Blocker(
    StagePath stage,
    StageStatus severity,
    String code,
    String headline,
    @Nullable Quoted quote,
    List<Claim> evidence,
    List<Consequence> consequences,
    Map<StageStatus, Integer> more,
    Map<String, Integer> counts) {
  /// Of each status: who wants all of them looks at the stages.
  public static final int MAX_CONSEQUENCES = 100;

  /// What an import of SIH's reports says when SIH names no code.
  private static final String OF_SIH = "sih_error";

  /// From here on an answer says itself that something is wrong.
  private static final int BAD = 400;

  /// Of the tries that were followed by another.
  private static final int MAX_TRIES = 10;

  public Blocker {
    evidence = List.copyOf(evidence);
    consequences = List.copyOf(consequences);
    more = Map.copyOf(more);
    counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  public record Claim(String claim, long row) {}

  public record Consequence(StagePath stage, StageStatus status, String text) {}

  /// Null when the run is a success, is still going, or says nothing about stages.
  public static @Nullable Blocker of(RunView run) {
    return of(run.attempt());
  }

  public static @Nullable Blocker of(AttemptView attempt) {
    if (!attempt.status().unsuccessful()) {
      return null;
    }
    StageView stage = first(attempt);
    if (stage == null || stage.status() == null) {
      return null;
    }
    StageStatus status = stage.status();
    ToolCallView call = attempt.lastCall(stage.path());
    SaidError error = stage.error();
    Quoted quote = error == null ? null : error.quote();
    Map<StageStatus, Integer> more = new EnumMap<>(StageStatus.class);
    return new Blocker(
        stage.path(),
        status,
        code(stage, attempt.status()),
        headline(stage, quote) + ofItems(attempt, stage),
        quote,
        evidence(stage, call),
        consequences(attempt, stage, more),
        more,
        counts(attempt));
  }

  private static @Nullable StageView first(AttemptView attempt) {
    for (StageStatus wanted :
        List.of(
            StageStatus.FAILED,
            StageStatus.UNCLOSED,
            StageStatus.CANCELLED,
            StageStatus.TOLERATED,
            StageStatus.NOT_REACHED)) {
      for (StageView stage : attempt.stages()) {
        if (stage.status() == wanted && stage.path().parent() == null) {
          return deepest(attempt, stage);
        }
      }
    }
    for (StageView stage : attempt.stages()) {
      if (stage.status() == StageStatus.FAILED) {
        return deepest(attempt, stage);
      }
    }
    return null;
  }

  /// What a loop or a child workflow says itself that it failed by; else the first of its parts
  /// that came to the same.
  private static StageView deepest(AttemptView attempt, StageView outer) {
    StageView at = outer;
    while (true) {
      StagePath cause = at.cause();
      StageView inner =
          cause != null && at.path().contains(cause) ? attempt.stage(cause) : part(attempt, at);
      if (inner == null || inner.path().equals(at.path()) || inner.status() != at.status()) {
        return at;
      }
      at = inner;
    }
  }

  private static @Nullable StageView part(AttemptView attempt, StageView outer) {
    for (StageView stage : attempt.stages()) {
      if (outer.path().equals(stage.path().parent()) && stage.status() == outer.status()) {
        return stage;
      }
    }
    return null;
  }

  private static String code(StageView stage, RunStatus run) {
    SaidError error = stage.error();
    if (error != null) {
      return error.get(SaidError.CODE, "unknown_failure");
    }
    return stage.status() == StageStatus.UNCLOSED || stage.status() == StageStatus.NOT_REACHED
        ? run.wire()
        : "unknown_failure";
  }

  /// Whether a code only says where the run stands.
  static boolean isStatus(String code) {
    return RunStatus.of(code) != null;
  }

  private static String headline(StageView stage, @Nullable Quoted quote) {
    Integer httpStatus = stage.httpStatus();
    if (httpStatus != null && isTheAnswer(stage)) {
      return stage.path() + " answered " + httpStatus + said(quote);
    }
    SaidError error = stage.error();
    if (error != null) {
      return stage.path() + ": " + error.get(SaidError.MESSAGE, "failed");
    }
    String reason = stage.reason();
    return stage.path() + ": " + (reason == null ? stage.headline() : reason);
  }

  /// Whether it failed by what it was answered, and not by what came after the answer.
  private static boolean isTheAnswer(StageView stage) {
    SaidError error = stage.error();
    Integer status = stage.httpStatus();
    String code = error == null ? "" : error.code();
    boolean isBad = status != null && status >= BAD;
    return error == null || code.equals("http_" + status) || (isBad && !isAfterTheAnswer(code));
  }

  private static boolean isAfterTheAnswer(String code) {
    FailureCode known = FailureCode.of(code);
    return code.equals(OF_SIH) || (known != null && known.isAfterTheAnswer());
  }

  /// How many of its loop's items came to the same; empty for a stage that is in no loop.
  private static String ofItems(AttemptView attempt, StageView stage) {
    for (StagePath at = stage.path(); at != null; at = at.parent()) {
      StagePath loop = at.parent();
      boolean item = at.segments().getLast().iteration() != null;
      StageView around = item && loop != null ? attempt.stage(loop) : null;
      ItemTally items = around == null ? null : around.items();
      if (items != null) {
        return items(items);
      }
    }
    return "";
  }

  private static String items(ItemTally items) {
    long failed = items.get(ItemTally.FAILED, 0L);
    long tolerated = items.get(ItemTally.TOLERATED, 0L);
    long notReached = items.get(ItemTally.NOT_REACHED, 0L);
    if (failed + tolerated == 0) {
      return "";
    }
    return " ("
        + (failed == 0 ? tolerated : failed)
        + " of "
        + items.get(ItemTally.TOTAL, 0L)
        + " items failed"
        + (failed == 0 ? ", which is tolerated" : "")
        + (notReached == 0 ? "" : ", " + notReached + " not reached")
        + ")";
  }

  private static String said(@Nullable Quoted quote) {
    if (quote == null) {
      return "";
    }
    String code = quote.code();
    String message = quote.message();
    if (code != null && quote.rule().equals("quote.rfc9457@1") && message != null) {
      return " " + code + ": " + message;
    }
    return " " + (code == null ? message : code);
  }

  private static List<Claim> evidence(StageView stage, @Nullable ToolCallView call) {
    List<Claim> claims = new ArrayList<>();
    tries(stage, claims);
    if (call != null) {
      claims.add(new Claim(call.method() + " " + call.url() + " was sent", call.startedOffset()));
      Long ended = call.endedOffset();
      if (ended != null && call.httpStatus() != null) {
        claims.add(new Claim("the answer was HTTP " + call.httpStatus(), ended));
      } else if (ended != null) {
        claims.add(new Claim("no answer came", ended));
      }
    }
    if (stage.status() == StageStatus.UNCLOSED) {
      claims.add(new Claim("the last that is known of " + stage.path(), stage.rows().getLast()));
    } else if (!stage.rows().isEmpty()) {
      String allowed = stage.plan().expectedStatuses();
      claims.add(
          new Claim(
              stage.status() == StageStatus.TOLERATED && allowed != null
                  ? "the run went on, because expectedStatuses allows " + allowed
                  : stage.headline(),
              stage.rows().getLast()));
    }
    return claims;
  }

  /// Of many, the first and the last.
  private static void tries(StageView stage, List<Claim> claims) {
    List<Claim> all = new ArrayList<>();
    stage.tries().forEach(one -> claim(one, all));
    if (all.size() <= MAX_TRIES) {
      claims.addAll(all);
      return;
    }
    int half = MAX_TRIES / 2;
    claims.addAll(all.subList(0, half));
    Claim left = all.get(half);
    claims.add(new Claim((all.size() - MAX_TRIES) + " more tries like these", left.row()));
    claims.addAll(all.subList(all.size() - half, all.size()));
  }

  /// A try that was followed by another: what it came to, and how long was waited.
  private static void claim(TryView one, List<Claim> claims) {
    Duration delay = one.delay();
    SaidError error = one.error();
    if (delay != null && one.endedRow() != null && error != null) {
      claims.add(
          new Claim(
              "try "
                  + one.number()
                  + ": "
                  + error.get(SaidError.MESSAGE, "failed")
                  + ", then a wait of "
                  + delay.toMillis()
                  + " ms"
                  + ("rate_limit".equals(one.delayReason()) ? ", as the answer asked" : ""),
              one.endedRow()));
    }
  }

  /// What is inside of another loop or child workflow is counted there.
  private static List<Consequence> consequences(
      AttemptView attempt, StageView blocker, Map<StageStatus, Integer> more) {
    List<Consequence> consequences = new ArrayList<>();
    Map<StageStatus, Integer> told = new EnumMap<>(StageStatus.class);
    for (StageView stage : attempt.stages()) {
      StageStatus status = stage.status();
      if (status == null || !isBeside(stage, blocker) || !isAfter(attempt, stage, blocker)) {
        continue;
      }
      if (told.merge(status, 1, Integer::sum) > MAX_CONSEQUENCES) {
        more.merge(status, 1, Integer::sum);
      } else {
        consequences.add(new Consequence(stage.path(), status, text(stage)));
      }
    }
    return consequences;
  }

  /// Whether it is a stage of the workflow of the blocker, or of one around that.
  private static boolean isBeside(StageView stage, StageView blocker) {
    StagePath parent = stage.path().parent();
    boolean item = stage.path().segments().getLast().iteration() != null;
    boolean around = stage.path().contains(blocker.path());
    return !around && !item && (parent == null || parent.contains(blocker.path()));
  }

  /// Whether it ended later, or was not reached because of it: not so when a stage that had ended
  /// before jumped over it.
  private static boolean isAfter(AttemptView attempt, StageView stage, StageView blocker) {
    StagePath cause = stage.cause();
    if (stage.status() != StageStatus.NOT_REACHED || cause == null) {
      return stage.status() == StageStatus.NOT_REACHED || end(stage) > end(blocker);
    }
    StageView by = attempt.stage(cause);
    return by == null || cause.contains(blocker.path()) || end(by) >= end(blocker);
  }

  private static long end(StageView stage) {
    return stage.rows().isEmpty() ? -1 : stage.rows().getLast();
  }

  /// Why, without the status: that stands beside it.
  private static String text(StageView stage) {
    for (DecisionView decision : stage.decisions()) {
      if (!decision.result() && !decision.shown().isEmpty()) {
        return "its " + words(decision.purpose()) + " is false: " + decision.shown();
      }
    }
    String reason = stage.reason();
    if (reason != null) {
      return reason;
    }
    Integer answer = stage.httpStatus();
    return answer == null ? stage.headline() : "HTTP " + answer;
  }

  private static String words(String purpose) {
    return purpose.equals("run_if") ? "runIf" : purpose;
  }

  private static Map<String, Integer> counts(AttemptView attempt) {
    Map<String, Integer> counts = new TreeMap<>();
    for (StageView stage : attempt.stages()) {
      StageStatus status = stage.status();
      if (status != null && stage.path().parent() == null) {
        counts.merge(status.wire(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
