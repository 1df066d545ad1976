package dev.clew.report.junit;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The run as JUnit XML: a test case for each stage. What failed and what was tolerated are
/// failures (a tolerated one only when asked for), what did not run is skipped, what never closed
/// is an error. The shape is that of Apache Ant's `junit` task, which is what CI servers read.
public final class JUnitReport {
  private final RunView run;
  private final boolean strict;
  private final StringBuilder out = new StringBuilder();

  private JUnitReport(RunView run, boolean strict) {
    this.run = run;
    this.strict = strict;
  }

  /// @param strict whether a tolerated failure counts as a failure
  public static String of(RunView run, boolean strict) {
    return new JUnitReport(run, strict).write();
  }

  private String write() {
    AttemptView attempt = run.attempt();
    int failures = 0;
    int errors = 0;
    int skipped = 0;
    for (StageView stage : attempt.stages()) {
      switch (outcome(stage.status())) {
        case "failure" -> failures++;
        case "error" -> errors++;
        case "skipped" -> skipped++;
        default -> {}
      }
    }
    boolean silent = failures + errors == 0 && isUnsuccessful(run.status());
    if (silent) {
      errors++;
    }
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute("name", run.name());
    attribute("tests", Integer.toString(attempt.stages().size() + (silent ? 1 : 0)));
    attribute("failures", Integer.toString(failures));
    attribute("errors", Integer.toString(errors));
    attribute("skipped", Integer.toString(skipped));
    attribute("time", seconds(attempt.duration()));
    if (attempt.startedAt() != null) {
      attribute("timestamp", attempt.startedAt().toString().substring(0, 19));
    }
    out.append(">\n");
    Blocker blocker = Blocker.of(run);
    for (StageView stage : attempt.stages()) {
      stage(stage, blocker);
    }
    if (silent) {
      out.append("  <testcase");
      attribute("classname", run.name());
      attribute("name", "run");
      out.append(">\n    <error");
      attribute("message", "the run is " + run.status().wire());
      out.append("/>\n  </testcase>\n");
    }
    return out.append("</testsuite>\n").toString();
  }

  /// No stage may say so, and CI must not be green.
  private static boolean isUnsuccessful(RunStatus status) {
    return status.unsuccessful() && status != RunStatus.COMPLETED_WITH_FAILURES;
  }

  private void stage(StageView stage, @Nullable Blocker blocker) {
    out.append("  <testcase");
    attribute("classname", run.name());
    attribute("name", stage.path().toString());
    attribute("time", seconds(stage.duration()));
    String outcome = outcome(stage.status());
    String message =
        blocker != null && blocker.stage().equals(stage.path())
            ? blocker.headline()
            : stage.headline();
    if (outcome.isEmpty()) {
      if (stage.status() == StageStatus.TOLERATED) {
        out.append(">\n    <system-out>");
        text(message);
        out.append("</system-out>\n  </testcase>\n");
      } else {
        out.append("/>\n");
      }
      return;
    }
    out.append(">\n    <").append(outcome);
    attribute("message", message);
    out.append("/>\n  </testcase>\n");
  }

  private String outcome(@Nullable StageStatus status) {
    if (status == null) {
      return "skipped";
    }
    return switch (status) {
      case SUCCEEDED -> "";
      case TOLERATED -> strict ? "failure" : "";
      case FAILED -> "failure";
      case SKIPPED, NOT_REACHED, CANCELLED -> "skipped";
      case RUNNING, UNCLOSED -> "error";
    };
  }

  private static String seconds(@Nullable Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration == null ? 0.0 : duration.toNanos() / 1e9);
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    text(value);
    out.append('"');
  }

  /// XML 1.0 §2.2 has no place for most control characters: they become U+FFFD.
  private void text(String value) {
    value
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\n' -> out.append("&#10;");
            case '\t' -> out.append("&#9;");
            case '\r' -> out.append("&#13;");
            default -> out.appendCodePoint(isXml(point) ? point : 0xfffd);
          }
        });
  }

  private static boolean isXml(int point) {
    return (point >= 0x20 && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }
}
