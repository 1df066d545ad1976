package dev.clew.logs;

import dev.clew.core.event.Severity;
import java.util.HashMap;
import java.util.Map;

/// Which lines of an attempt become rows, over all its streams. What a rule knows, or what is a
/// warning or worse, does, up to a limit for each template and one for all; of other lines the
/// first few. The rest is counted. Not thread-safe.
public final class LogBudget {
  /// `log.events`: lines that become rows because a rule knows them or because they are warnings or
  /// worse.
  public static final int EVENTS = 20_000;

  /// `log.alike`: such lines of one template that become rows.
  public static final int ALIKE = 200;

  /// `log.ordinary`: other lines that become rows: the first.
  public static final int ORDINARY = 200;

  private final Map<String, Integer> known = new HashMap<>();
  private int ordinary;
  private int meaningful;

  public boolean takes(LogRecord line) {
    return isMeaningful(line) ? takesMeaningful(line) : takesOrdinary();
  }

  /// Whether an ordinary line would become a row.
  public boolean hasOrdinary() {
    return ordinary < ORDINARY;
  }

  private boolean takesOrdinary() {
    if (!hasOrdinary()) {
      return false;
    }
    ordinary++;
    return true;
  }

  private boolean takesMeaningful(LogRecord line) {
    if (meaningful == EVENTS) {
      return false;
    }
    if (known.merge(line.templateId(), 1, Integer::sum) > ALIKE) {
      return false;
    }
    meaningful++;
    return true;
  }

  /// Whether the line says that something is wrong.
  public static boolean isProblem(LogRecord line) {
    return line.kind().equals("error")
        || (line.severity() != null && line.severity().compareTo(Severity.WARN) >= 0);
  }

  private static boolean isMeaningful(LogRecord line) {
    return isProblem(line) || !line.rule().equals(LogRecord.UNKNOWN);
  }
}
