package dev.clew.report.terminal;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.Violation;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.CheckResult;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

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
    CheckMade check = CheckMade.from(event);
    String where = event.path() == null ? "the end" : event.path().toString();
    if (event.is(Kind.ASSERTION_EVALUATED) && !check.get(CheckMade.BLOCKING, false)) {
      String said = ownWords(event, event.summary(), check.get(CheckMade.MESSAGE, ""));
      return where + ": " + (said.isEmpty() ? assertion(check) : said);
    }
    if (event.is(Kind.VALIDATION_COMPLETED)) {
      return where + ": " + validation(event);
    }
    return "";
  }

  /// Empty for an event that says no more than what kind it is of.
  private static String ownWords(Event event, String... said) {
    for (String words : said) {
      if (!words.isBlank()
          && !words.equals(event.kind())
          && !words.equals(event.kind().replace('_', ' '))) {
        return words;
      }
    }
    return "";
  }

  /// `assertion total: $.total eq 4 does not hold, it was 3`
  private static String assertion(CheckMade check) {
    String name = check.get(CheckMade.NAME, "");
    StringJoiner checked = new StringJoiner(" ");
    for (Attribute<?> part :
        List.of(CheckMade.EXPRESSION, CheckMade.OPERATOR, CheckMade.EXPECTED)) {
      Json value = check.said(part);
      if (value != null) {
        checked.add(Shown.value(value));
      }
    }
    if (checked.length() == 0) {
      checked.add(check.get(CheckMade.RULE, ""));
    }
    String what = name.isEmpty() || checked.length() == 0 ? name + checked : name + ": " + checked;
    Json actual = check.actual();
    return (what.isEmpty() ? "an assertion" : "assertion " + what)
        + " does not hold"
        + (actual == null ? "" : ", it was " + Shown.value(actual));
  }

  private static String validation(Event event) {
    CheckMade check = CheckMade.from(event);
    List<Violation> violations = check.violations();
    if (violations.isEmpty() && !check.has(CheckMade.DIRECTION)) {
      String said = ownWords(event, check.get(CheckMade.MESSAGE, ""), event.summary());
      return said.isEmpty() ? "its validation failed" + checkedBy(check) : said;
    }
    String broken = violations.isEmpty() ? "" : broken(violations.getFirst());
    return "the "
        + check.get(CheckMade.DIRECTION, "answer")
        + " breaks its contract"
        + (broken.isEmpty() ? checkedBy(check) : ": " + broken)
        + (violations.size() > 1 ? " and " + (violations.size() - 1) + " more" : "");
  }

  private static String broken(Violation violation) {
    return (violation.get(Violation.WHERE, "") + " " + violation.message()).strip();
  }

  /// `: schemas/page.json`; empty when the event names nothing.
  private static String checkedBy(CheckMade check) {
    for (Attribute<String> name :
        List.of(
            CheckMade.EXPRESSION,
            CheckMade.RULE,
            CheckMade.CONTRACT,
            CheckMade.NAME,
            CheckMade.PATH)) {
      String said = check.get(name, "");
      if (!said.isBlank()) {
        return ": " + said;
      }
    }
    return "";
  }
}
