package dev.clew.report.junit;

import dev.clew.core.json.Json;
import dev.clew.diff.Change;
import dev.clew.diff.Difference;
import dev.clew.diff.RunDiff;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comparison as JUnit XML: a test case for each stage and one for the run around them; what
/// differs is a failure, the first divergence says so in its message.
public final class DiffJUnit {
  private static final String RUN = "run";

  private final RunDiff diff;
  private final String what;
  private final JUnitXml out = new JUnitXml();

  private DiffJUnit(RunDiff diff, String what) {
    this.diff = diff;
    this.what = what;
  }

  /// @param what names the suite, before the name of the run
  public static String of(RunDiff diff, String what) {
    return new DiffJUnit(diff, what).write();
  }

  private String write() {
    Map<String, List<Difference>> cases = new LinkedHashMap<>();
    cases.put(RUN, new ArrayList<>());
    for (SnapshotPart part : diff.after().parts()) {
      if (part.topic() == Topic.STAGES) {
        cases.put(nameOf(part.name()), new ArrayList<>());
      }
    }
    int failures = 0;
    for (Difference difference : diff.differences()) {
      String stage = difference.stage();
      List<Difference> found =
          cases.computeIfAbsent(stage == null ? RUN : nameOf(stage), name -> new ArrayList<>());
      failures += found.isEmpty() ? 1 : 0;
      found.add(difference);
    }
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite")
        .attribute("name", what + " " + diff.after().name())
        .attribute("tests", Integer.toString(cases.size()))
        .attribute("failures", Integer.toString(failures))
        .attribute("errors", "0")
        .attribute("skipped", "0")
        .attribute("time", "0.000")
        .append(">\n");
    cases.forEach(this::testCase);
    return out.append("</testsuite>\n").toString();
  }

  /// A stage may be called as the case of the run is.
  private static String nameOf(String stage) {
    return "stage " + stage;
  }

  private void testCase(String name, List<Difference> found) {
    out.append("  <testcase")
        .attribute("classname", diff.after().name())
        .attribute("name", name)
        .attribute("time", "0.000");
    if (found.isEmpty()) {
      out.append("/>\n");
      return;
    }
    Difference first = found.getFirst();
    boolean isFirst = first.equals(diff.first());
    out.append(">\n    <failure")
        .attribute("type", first.kind().wire())
        .attribute("message", (isFirst ? "first divergence: " : "") + first.headline())
        .append(">")
        .text(text(found))
        .append("</failure>\n  </testcase>\n");
  }

  private static String text(List<Difference> found) {
    StringBuilder text = new StringBuilder();
    for (Difference difference : found) {
      text.append(difference.headline()).append('\n');
      for (Change change : difference.changes()) {
        text.append("  ").append(change.path()).append('\n');
        text.append("    A ").append(value(change.before())).append('\n');
        text.append("    B ").append(value(change.after())).append('\n');
      }
    }
    return text.toString();
  }

  private static String value(@Nullable Json value) {
    return value == null ? "absent" : value.toString();
  }
}
