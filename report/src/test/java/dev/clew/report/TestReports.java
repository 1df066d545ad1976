package dev.clew.report;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import dev.clew.document.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs to show.
public final class TestReports {
  /// Everything that somebody might not have thought of.
  public static final String HOSTILE =
      "</script><img src=x onerror=alert(1)>&\"'\u001b[31m\u202e\u0000\u0007\r\n]]>\ufffe\ud800 𝄞";

  /// Short enough for a column.
  private static final String ESCAPE = "\u001b[31m";

  private TestReports() {}

  /// The onboarding of the challenged customer.
  public static Json.Obj onboarding() {
    return (Json.Obj) parse(resource("onboarding.report.json"));
  }

  public static RunView onboardingView() {
    try {
      ReportReader read = ReportReader.read(onboarding());
      return RunView.of(read.rows(), read.writer());
    } catch (ReportReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  public static List<Row> onboardingRows() {
    try {
      return ReportReader.read(onboarding()).rows();
    } catch (ReportReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /// The first rows of it, as a run that was killed then.
  public static RunView killedAfter(int rows) {
    try {
      return RunView.of(
          ReportReader.read(onboarding()).rows().subList(0, rows), RunView.Writer.ABSENT);
    } catch (ReportReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /// A failed run whose every text is hostile.
  public static RunView hostile() {
    return hostileRun().view();
  }

  public static List<Row> hostileRows() {
    return hostileRun().rows();
  }

  private static TestLedger hostileRun() {
    NamedValue value =
        new NamedValue(
            new Attributes()
                .with(NamedValue.NAME, HOSTILE)
                .with(NamedValue.VALUE, Json.of(HOSTILE))
                .build());
    Detail words = all(summary(HOSTILE), tookMillis(1_500));
    return new TestLedger()
        .runCreated(words, with(RunCreated.NAME, HOSTILE), with(RunCreated.EXECUTION_KEY, ESCAPE))
        .runStarted(words)
        .stageStarted("bad#1", words)
        .event(Kind.TOOL_CALL_STARTED, stage("bad#1"), words, with(ToolCallStarted.METHOD, ESCAPE))
        .stageFailed("bad#1", words, error(HOSTILE, HOSTILE))
        .runFinished("failed", words, with(RunEnded.OUTPUT, List.of(value)));
  }

  public static Json parse(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = TestReports.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The golden file; with `-Dgolden.update=true` it is written first.
  public static String golden(String name, String actual) {
    Path file = Path.of("src/test/resources/dev/clew/report", name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, actual);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
