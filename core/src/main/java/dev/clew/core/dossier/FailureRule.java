package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.PreflightChecked;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.core.timing.Boundary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The rules by which a failure gets its code, the most specific first; the first that matches
/// counts. A rule whose meaning changes gets a new version.
enum FailureRule {
  /// Somebody stopped it.
  RUN_CANCELLED("run.cancelled@1") {
    @Override
    Verdict test(Facts facts) {
      if (facts.attempt().status() != RunStatus.CANCELLED) {
        return new Verdict.RuledOut("no event says that it was cancelled");
      }
      String reason = facts.ended().get(RunEnded.REASON, "");
      return match(
          "cancelled", Cause.CANCELLED, "it was cancelled" + after(reason), Citations.ended(facts));
    }
  },

  /// It ran longer than its own limit.
  RUN_TIMEOUT("run.timeout@1") {
    @Override
    Verdict test(Facts facts) {
      SaidError error = facts.ended().error();
      Duration limit = facts.run().created().limit();
      if (error != null && FailureCode.TIMEOUT.is(error.code())) {
        return match(
            "timeout",
            Cause.TIMEOUT,
            "it was stopped at its limit" + (limit == null ? "" : " of " + shown(limit)),
            Citations.ended(facts));
      }
      Duration active = facts.timing().active().duration();
      if (limit == null || facts.completed()) {
        return new Verdict.RuledOut(
            limit == null ? "the run has no time limit" : "it came to its end");
      }
      if (active == null || active.compareTo(limit) <= 0) {
        return new Verdict.RuledOut(
            "work took "
                + (active == null ? "an unknown time" : shown(active))
                + ", the limit is "
                + shown(limit));
      }
      return match(
          "timeout",
          Cause.TIMEOUT,
          "work took " + shown(active) + ", its limit is " + shown(limit),
          Citations.boundary(facts.timing().active().start(), "work began"));
    }
  },

  /// The result is there, and sending it took too long.
  SAVE_UPLOAD_TIMEOUT("save.upload_timeout@2") {
    @Override
    Verdict test(Facts facts) {
      String not = notWritingBack(facts);
      if (not != null) {
        return new Verdict.RuledOut(not);
      }
      if (facts.rootCause() != Cause.TIMEOUT) {
        return new Verdict.RuledOut("no signal of a timeout after the result was there");
      }
      return new Verdict.Match(
          "upload_timeout",
          List.of("writeback"),
          Cause.TIMEOUT,
          "output produced, upload timed out",
          Citations.saved(facts));
    }
  },

  /// The result is there, its write-back had begun or was promised, and it failed.
  SAVE_WRITEBACK("save.writeback@2") {
    @Override
    Verdict test(Facts facts) {
      String not = notWritingBack(facts);
      if (not != null) {
        return new Verdict.RuledOut(not);
      }
      String why = Why.of(facts);
      return new Verdict.Match(
          "writeback",
          List.of(),
          Why.cause(facts),
          "output produced, not persisted" + (why == null ? "" : ": " + why),
          Citations.saved(facts));
    }
  },

  /// It was refused before it began, because what it needs is not there.
  BOOT_PREFLIGHT("boot.preflight@1") {
    @Override
    Verdict test(Facts facts) {
      Signal root = facts.root();
      Row failed = facts.failedPreflight();
      if (failed == null || root == null) {
        return new Verdict.RuledOut("no check before the run failed");
      }
      return new Verdict.Match(
          root.code(),
          List.of("pre_work_failure"),
          Cause.DEPENDENCY,
          Signal.firstLine(root.message()),
          List.of(
              Evidence.row(
                  Evidence.Side.FOR, attempts(failed) + ", the last failed", failed.offset())));
    }
  },

  /// It never got to work.
  BOOT_PRE_WORK("boot.pre_work_failure@2") {
    @Override
    Verdict test(Facts facts) {
      Boundary work = facts.timing().boundaries().firstWork();
      if (work != null || facts.completed()) {
        return new Verdict.RuledOut(
            work == null ? "it came to its end" : "work began, row " + work.row());
      }
      Signal root = facts.root();
      if (root != null && root.isOfEnd()) {
        return new Verdict.RuledOut("its end says why, and nobody told of its work");
      }
      String why = Why.of(facts);
      RunStatus status = facts.attempt().status();
      if (why == null && (status == RunStatus.INTERRUPTED || status == RunStatus.LOST)) {
        return new Verdict.RuledOut("nothing says that it failed: it was " + status.wire());
      }
      Boundary claimed = facts.timing().boundaries().claimed();
      Absence absent =
          facts.absent(claimed == null ? Absence.Code.NO_CLAIM : Absence.Code.NO_FIRST_WORK_EVENT);
      String blocker =
          why == null ? absent == null ? "no work began" : absent.what() : "no work began: " + why;
      return match(
          "pre_work_failure",
          Why.cause(facts),
          blocker,
          Citations.boundary(claimed, "it was claimed"));
    }
  },

  /// Somebody told it to slow down.
  ACTIVE_RATE_LIMIT("active.rate_limit@1") {
    @Override
    Verdict test(Facts facts) {
      Signal root = facts.root();
      if (root == null || root.cause() != Cause.RATE_LIMIT) {
        return new Verdict.RuledOut("no signal of a rate limit in what failed");
      }
      boolean named = !root.code().isEmpty() && !root.code().equals("rate_limit");
      List<String> wider = named ? List.of(root.code()) : List.of();
      return new Verdict.Match("rate_limit", wider, Cause.RATE_LIMIT, null, List.of());
    }
  },

  /// An assertion does not hold. What the run worked with is not what it was promised: the cause is
  /// `contract`.
  STAGE_ASSERTION("stage.assertion_failed@1") {
    @Override
    Verdict test(Facts facts) {
      return ofCode(facts, FailureCode.ASSERTION_FAILED, Kind.ASSERTION_EVALUATED);
    }
  },

  /// What was sent or answered is not what the contract of the API says.
  STAGE_CONTRACT("stage.contract_violation@1") {
    @Override
    Verdict test(Facts facts) {
      return ofCode(facts, FailureCode.CONTRACT_VIOLATION, Kind.VALIDATION_COMPLETED);
    }
  },

  /// A circuit breaker kept the call back, because calls before it had failed.
  STAGE_CIRCUIT("stage.circuit_open@1") {
    @Override
    Verdict test(Facts facts) {
      return ofCode(facts, FailureCode.CIRCUIT_OPEN, Kind.BREAKER_CHANGED);
    }
  },

  /// The workflow goes round in circles.
  STAGE_JUMPS("stage.too_many_jumps@1") {
    @Override
    Verdict test(Facts facts) {
      return ofCode(facts, FailureCode.TOO_MANY_JUMPS, Kind.DECISION_EVALUATED);
    }
  },

  /// All tries and waits of a stage together took longer than it may.
  STAGE_TIMEOUT("stage.timeout@1") {
    @Override
    Verdict test(Facts facts) {
      return ofCode(facts, FailureCode.STAGE_TIMEOUT, Kind.STAGE_RETRY_SCHEDULED);
    }
  },

  /// A stage says with a code of its own why it failed.
  STAGE_CODE("stage.code@1") {
    @Override
    Verdict test(Facts facts) {
      Blocker stage = facts.stage();
      if (stage == null) {
        return new Verdict.RuledOut("no stage blocks the run");
      }
      if (stage.code().equals(UNKNOWN_FAILURE)
          || Blocker.isStatus(stage.code())
          || Signal.isExitCode(stage.code())) {
        return new Verdict.RuledOut(stage.stage() + " gives no code that says why");
      }
      Cause cause = facts.rootCause();
      if (cause == Cause.UNKNOWN) {
        cause = Cause.ofCode(stage.code());
      }
      return match(stage.code(), cause, null, null);
    }
  },

  /// A signal that says what was wrong.
  SIGNAL_CODE("signal.code@1") {
    @Override
    Verdict test(Facts facts) {
      Signal root = facts.root();
      if (root == null || !root.says() || root.code().isEmpty()) {
        return new Verdict.RuledOut("no row says what was wrong");
      }
      return match(root.code(), root.cause(), null, null);
    }
  },

  /// The words of an error, without a code.
  SIGNAL_WORDS("signal.words@1") {
    @Override
    Verdict test(Facts facts) {
      Signal root = facts.root();
      if (root == null || !root.says()) {
        return new Verdict.RuledOut("no error says what was wrong in words that clew knows");
      }
      return match(root.cause().wire(), root.cause(), null, null);
    }
  },

  /// How its process ended says what was wrong.
  PROCESS_EXIT("process.exit@3") {
    @Override
    Verdict test(Facts facts) {
      ProcessEnd end = facts.process();
      if (end == null) {
        return new Verdict.RuledOut("the end of a process says nothing more");
      }
      return match(end.code(), end.cause(), Why.of(facts), Citations.ended(facts));
    }
  },

  /// It came to its end, and what it owed is not there.
  CONTRACT_RESULT("contract.no_final_artifact@1") {
    @Override
    Verdict test(Facts facts) {
      if (!facts.completed()) {
        return new Verdict.RuledOut("it did not come to its end");
      }
      for (Absence.Code code : Dossier.BROKEN_CONTRACT) {
        Absence absent = facts.absent(code);
        if (absent != null) {
          return match(code.wire(), Cause.CONTRACT, absent.what(), Citations.ended(facts));
        }
      }
      return new Verdict.RuledOut("what the run owed is there");
    }
  },

  /// Nobody is left who could say how it ended.
  RUN_GONE("run.gone@2") {
    @Override
    Verdict test(Facts facts) {
      RunStatus status = facts.attempt().status();
      if (status != RunStatus.LOST && status != RunStatus.INTERRUPTED) {
        return new Verdict.RuledOut("it has a terminal event");
      }
      boolean lost = status == RunStatus.LOST;
      boolean worked = facts.timing().boundaries().firstWork() != null;
      Boundary sign = facts.timing().boundaries().lastSign();
      Evidence last = Citations.boundary(sign, "the last sign of it is " + kind(sign));
      return new Verdict.Match(
          status.wire(),
          worked || lost ? List.of() : List.of("pre_work_failure"),
          lost ? Cause.INFRA : Cause.UNKNOWN,
          lost ? "its lease ran out; the last sign of it is " + timed(sign) : interrupted(sign),
          last == null ? List.of() : List.of(last));
    }
  },

  /// It still runs, as far as anybody knows, and owes a sign of life.
  RUN_STUCK("run.stuck@1") {
    @Override
    Verdict test(Facts facts) {
      for (Absence.Code code :
          List.of(Absence.Code.NO_RETRY_HEARTBEAT, Absence.Code.NO_HEARTBEAT)) {
        Absence absent = facts.absent(code);
        if (absent != null && !facts.attempt().status().terminal()) {
          return match("stuck", Cause.UNKNOWN, absent.what(), null);
        }
      }
      return new Verdict.RuledOut("no sign of life is overdue");
    }
  },

  UNKNOWN("run.unknown_failure@2") {
    @Override
    Verdict test(Facts facts) {
      String why = Why.of(facts);
      return match(
          UNKNOWN_FAILURE,
          Cause.UNKNOWN,
          why == null && facts.stage() == null ? "nothing says why" : why,
          Citations.ended(facts));
    }
  };

  /// Who writes a ledger and is gone has run it: nothing else was to claim it.
  private static String interrupted(@Nullable Boundary sign) {
    boolean onlyAsked =
        sign != null
            && (Kind.of(sign.kind()) == Kind.RUN_CREATED
                || Kind.of(sign.kind()) == Kind.RUN_QUEUED);
    return onlyAsked
        ? "the process that ran it ended before it did anything"
        : "it was interrupted: the process that ran it is gone, and the last it wrote is "
            + timed(sign);
  }

  private static String timed(@Nullable Boundary sign) {
    return kind(sign) + (sign == null ? "" : " at " + sign.at());
  }

  private static String kind(@Nullable Boundary sign) {
    return sign == null ? "nothing" : sign.kind();
  }

  /// The last row of that kind is cited with it.
  private static Verdict ofCode(Facts facts, FailureCode code, Kind kind) {
    Blocker stage = facts.stage();
    if (stage == null || !code.is(stage.code())) {
      return new Verdict.RuledOut("the stage that blocks the run does not say " + code.wire());
    }
    return match(code.wire(), code.cause(), null, Citations.last(facts, stage, kind));
  }

  static final String UNKNOWN_FAILURE = "unknown_failure";

  private final String id;

  FailureRule(String id) {
    this.id = id;
  }

  /// With its version.
  String id() {
    return id;
  }

  abstract Verdict test(Facts facts);

  private static Verdict match(
      String failure, Cause cause, @Nullable String blocker, @Nullable Evidence evidence) {
    return new Verdict.Match(
        failure, List.of(), cause, blocker, evidence == null ? List.of() : List.of(evidence));
  }

  private static String attempts(Row preflight) {
    PreflightChecked about = PreflightChecked.from(preflight.event());
    int attempts = about.attempts().size();
    return about.definition() + " was asked " + (attempts == 1 ? "once" : attempts + " times");
  }

  private static String after(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  /// Null when the failure came after the result was there; else why not.
  private static @Nullable String notWritingBack(Facts facts) {
    if (facts.completed()) {
      return "it came to its end";
    }
    if (facts.timing().boundaries().persisted() != null) {
      return "its status was written back";
    }
    return facts.phase() == Phase.SAVE ? null : "it failed before a result was there";
  }

  private static String shown(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }
}
