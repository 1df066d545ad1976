package dev.clew.cli.exec;

import dev.clew.core.json.Json;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Severity;

/// How many log events an attempt may store, over both streams. Not thread-safe.
final class LogBudget {
  private int stored;
  private int storedProblems;
  private long left;
  private int eventWarnings;

  /// Whether one more may be stored; says so in the ledger when ordinary lines no longer are.
  boolean takes(boolean isProblem, Journal journal) {
    if (stored < ExecLimits.LOG_EVENTS) {
      stored++;
      return true;
    }
    if (left == 0 && storedProblems == 0) {
      journal.write(
          journal
              .event(
                  Kind.LOG,
                  "from here on only warnings and errors become events; the chunks have every line")
              .severity(Severity.INFO)
              .with("over_limit", Snapshot.over("log.events", ExecLimits.LOG_EVENTS)));
    }
    if (isProblem && storedProblems < ExecLimits.LOG_PROBLEMS) {
      storedProblems++;
      return true;
    }
    left++;
    return false;
  }

  boolean takesEventWarning() {
    return eventWarnings++ < ExecLimits.EVENT_LINE_WARNINGS;
  }

  /// For the end of the attempt.
  Json.Obj counts() {
    return Json.object().put("events", stored + storedProblems).put("not_stored", left).build();
  }
}
