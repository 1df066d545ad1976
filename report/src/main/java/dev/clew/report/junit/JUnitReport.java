package dev.clew.report.junit;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.event.Millis;
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
  private final JUnitXml out = new JUnitXml();

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
    out.attribute("name", run.name());
    out.attribute("tests", Integer.toString(attempt.stages().size() + (silent ? 1 : 0)));
    out.attribute("failures", Integer.toString(failures));
    out.attribute("errors", Integer.toString(errors));
    out.attribute("skipped", Integer.toString(skipped));
    out.attribute("time", seconds(attempt.duration()));
    if (attempt.startedAt() != null) {
      out.attribute("timestamp", attempt.startedAt().toString().substring(0, 19));
    }
    out.append(">\n");
    Blocker blocker = Blocker.of(run);
    for (StageView stage : attempt.stages()) {
      stage(stage, blocker);
    }
    if (silent) {
      out.append("  <testcase");
      out.attribute("classname", run.name());
      out.attribute("name", "run");
      out.append(">\n    <error");
      out.attribute("message", "the run is " + run.status().wire());
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
    out.attribute("classname", run.name());
    out.attribute("name", stage.path().toString());
    out.attribute("time", seconds(stage.duration()));
    String outcome = outcome(stage.status());
    String message =
        blocker != null && blocker.stage().equals(stage.path())
            ? blocker.headline()
            : stage.headline();
    if (outcome.isEmpty()) {
      if (stage.status() == StageStatus.TOLERATED) {
        out.append(">\n    <system-out>");
        out.text(message);
        out.append("</system-out>\n  </testcase>\n");
      } else {
        out.append("/>\n");
      }
      return;
    }
    out.append(">\n    <").append(outcome);
    out.attribute("message", message);
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
    return String.format(Locale.ROOT, "%.3f", duration == null ? 0.0 : Millis.seconds(duration));
  }
}
