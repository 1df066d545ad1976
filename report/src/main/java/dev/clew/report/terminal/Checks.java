package dev.clew.report.terminal;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
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
    Json.Obj about = event.attributes();
    String where = event.path() == null ? "the end" : event.path().toString();
    if (event.is(Kind.ASSERTION_EVALUATED) && !about.flag("blocking")) {
      String said = ownWords(event, event.summary(), about.text("message", ""));
      return where + ": " + (said.isEmpty() ? assertion(about) : said);
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
  private static String assertion(Json.Obj about) {
    String name = about.text("name", "");
    StringJoiner checked = new StringJoiner(" ");
    for (String part : List.of("expression", "operator", "expected")) {
      Json value = about.get(part);
      if (value != null) {
        checked.add(Shown.value(value));
      }
    }
    if (checked.length() == 0) {
      checked.add(about.text("rule", ""));
    }
    String what = name.isEmpty() || checked.length() == 0 ? name + checked : name + ": " + checked;
    Json actual = about.get("actual");
    return (what.isEmpty() ? "an assertion" : "assertion " + what)
        + " does not hold"
        + (actual == null ? "" : ", it was " + Shown.value(actual));
  }

  private static String validation(Event event) {
    Json.Obj about = event.attributes();
    List<Json.Obj> violations = about.objects("violations");
    if (violations.isEmpty() && !about.has("direction")) {
      String said = ownWords(event, about.text("message", ""), event.summary());
      return said.isEmpty() ? "its validation failed" + checkedBy(about) : said;
    }
    Json.Obj first = violations.isEmpty() ? Json.EMPTY_OBJECT : violations.getFirst();
    String broken = (first.text("where", "") + " " + first.text("message", "")).strip();
    return "the "
        + about.text("direction", "answer")
        + " breaks its contract"
        + (broken.isEmpty() ? checkedBy(about) : ": " + broken)
        + (violations.size() > 1 ? " and " + (violations.size() - 1) + " more" : "");
  }

  /// `: schemas/page.json`; empty when the event names nothing.
  private static String checkedBy(Json.Obj about) {
    for (String name : List.of("expression", "rule", "contract", "name", "path")) {
      String said = about.text(name, "");
      if (!said.isBlank()) {
        return ": " + said;
      }
    }
    return "";
  }
}
