package dev.clew.report.terminal;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.CheckResult;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// What a run has checked and found otherwise, without failing by it: assertions that do not block,
/// and answers that break their contract.
final class Checks {
  private static final int MAX_LINES = 10;

  private Checks() {}

  static List<String> of(AttemptView attempt) {
    List<String> lines = new ArrayList<>();
    int more = 0;
    for (Row row : attempt.rows()) {
      String line = line(row.event());
      if (!line.isEmpty() && lines.size() < MAX_LINES) {
        lines.add(VisibleText.line(line));
      } else if (!line.isEmpty()) {
        more++;
      }
    }
    if (more > 0) {
      lines.add("… " + more + " more");
    }
    return lines;
  }

  /// Empty when there is nothing to say.
  private static String line(Event event) {
    if (CheckResult.of(event) != CheckResult.FAILED) {
      return "";
    }
    Json.Obj said = event.attributes();
    String where = event.path() == null ? "the end" : event.path().toString();
    if (event.is(Kind.ASSERTION_EVALUATED) && !said.flag("blocking")) {
      return where + ": " + event.summary();
    }
    if (event.is(Kind.VALIDATION_COMPLETED)) {
      List<Json.Obj> violations = said.objects("violations");
      Json.Obj first = violations.isEmpty() ? Json.EMPTY_OBJECT : violations.getFirst();
      return where
          + ": the "
          + said.text("direction", "answer")
          + " breaks its contract: "
          + first.text("where", "")
          + " "
          + first.text("message", "")
          + (violations.size() > 1 ? " and " + (violations.size() - 1) + " more" : "");
    }
    return "";
  }
}
