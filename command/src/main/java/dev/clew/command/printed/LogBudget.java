package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.core.event.Severity;
import dev.clew.logs.LogRecord;
import java.util.HashMap;
import java.util.Map;

/// Which lines of an attempt become rows, over both streams. What a rule knows, or what is a
/// warning or worse, does, up to a limit for each template and one for all; of other lines the
/// first few. The rest is counted. Not thread-safe.
final class LogBudget {
  private final Map<String, Integer> known = new HashMap<>();
  private int ordinary;
  private int meaningful;
  private int eventWarnings;

  boolean takes(LogRecord line) {
    return isMeaningful(line) ? takesMeaningful(line) : takesOrdinary();
  }

  /// Whether an ordinary line would become a row.
  boolean hasOrdinary() {
    return ordinary < ExecLimits.LOG_ORDINARY;
  }

  private boolean takesOrdinary() {
    if (!hasOrdinary()) {
      return false;
    }
    ordinary++;
    return true;
  }

  private boolean takesMeaningful(LogRecord line) {
    if (meaningful == ExecLimits.LOG_EVENTS) {
      return false;
    }
    if (known.merge(line.templateId(), 1, Integer::sum) > ExecLimits.LOG_ALIKE) {
      return false;
    }
    meaningful++;
    return true;
  }

  boolean takesEventWarning() {
    return eventWarnings++ < ExecLimits.EVENT_LINE_WARNINGS;
  }

  static boolean isProblem(LogRecord line) {
    return line.kind().equals("error")
        || (line.severity() != null && line.severity().compareTo(Severity.WARN) >= 0);
  }

  private static boolean isMeaningful(LogRecord line) {
    return isProblem(line) || !line.rule().equals(LogRecord.UNKNOWN);
  }
}
