package dev.clew.core.dossier;

import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.run.TryView;
import java.time.Duration;
import java.util.ArrayList;
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
/// @param consequences what became of the other stages, in their order
/// @param counts stages by status
public record Blocker(
    StagePath stage,
    StageStatus severity,
    String code,
    String headline,
    Json.@Nullable Obj quote,
    List<Claim> evidence,
    List<Consequence> consequences,
    Map<String, Integer> counts) {
  public Blocker {
    evidence = List.copyOf(evidence);
    consequences = List.copyOf(consequences);
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
    Json.Obj error = stage.error();
    Json.Obj quote = error != null && error.get("quote") instanceof Json.Obj said ? said : null;
    return new Blocker(
        stage.path(),
        status,
        code(stage, attempt.status()),
        headline(stage, quote),
        quote,
        evidence(stage, call),
        consequences(attempt, stage),
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
    Json.Obj error = stage.error();
    if (error != null) {
      return error.text("code", "unknown_failure");
    }
    return stage.status() == StageStatus.UNCLOSED || stage.status() == StageStatus.NOT_REACHED
        ? run.wire()
        : "unknown_failure";
  }

  /// Whether a code only says where the run stands.
  static boolean isStatus(String code) {
    return RunStatus.of(code) != null;
  }

  private static String headline(StageView stage, Json.@Nullable Obj quote) {
    Integer httpStatus = stage.httpStatus();
    if (httpStatus != null) {
      return stage.path() + " answered " + httpStatus + said(quote);
    }
    Json.Obj error = stage.error();
    if (error != null) {
      return stage.path() + ": " + error.text("message", "failed");
    }
    String reason = stage.reason();
    return stage.path() + ": " + (reason == null ? stage.headline() : reason);
  }

  private static String said(Json.@Nullable Obj quote) {
    if (quote == null) {
      return "";
    }
    String code = quote.text("code");
    String message = quote.text("message");
    if (code != null && "quote.rfc9457@1".equals(quote.text("rule")) && message != null) {
      return " " + code + ": " + message;
    }
    return " " + (code == null ? message : code);
  }

  private static List<Claim> evidence(StageView stage, @Nullable ToolCallView call) {
    List<Claim> claims = new ArrayList<>();
    for (TryView one : stage.tries()) {
      claim(one, claims);
    }
    if (call != null) {
      claims.add(new Claim(call.method() + " " + call.url() + " was sent", call.startedOffset()));
      Long ended = call.endedOffset();
      if (ended != null && call.httpStatus() != null) {
        claims.add(new Claim("the answer was HTTP " + call.httpStatus(), ended));
      } else if (ended != null) {
        claims.add(new Claim("no answer came", ended));
      }
    }
    if (!stage.rows().isEmpty()) {
      String allowed = stage.plan().text("expected_statuses");
      claims.add(
          new Claim(
              stage.status() == StageStatus.TOLERATED && allowed != null
                  ? "the run went on, because expectedStatuses allows " + allowed
                  : stage.headline(),
              stage.rows().getLast()));
    }
    return claims;
  }

  /// A try that was followed by another: what it came to, and how long was waited.
  private static void claim(TryView one, List<Claim> claims) {
    Duration delay = one.delay();
    Json.Obj error = one.error();
    if (delay != null && one.endedRow() != null && error != null) {
      claims.add(
          new Claim(
              "try "
                  + one.number()
                  + ": "
                  + error.text("message", "failed")
                  + ", then a wait of "
                  + delay.toMillis()
                  + " ms"
                  + ("rate_limit".equals(one.delayReason()) ? ", as the answer asked" : ""),
              one.endedRow()));
    }
  }

  /// What is inside of a loop or of a child workflow is counted there.
  private static List<Consequence> consequences(AttemptView attempt, StageView blocker) {
    List<Consequence> consequences = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      StageStatus status = stage.status();
      boolean around = stage.path().contains(blocker.path());
      if (status == null || around || stage.path().parent() != null) {
        continue;
      }
      consequences.add(new Consequence(stage.path(), status, text(stage)));
    }
    return consequences;
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
