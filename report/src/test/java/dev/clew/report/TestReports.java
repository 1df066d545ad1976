package dev.clew.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return RunView.of(hostileRows(), RunView.Writer.ABSENT);
  }

  public static List<Row> hostileRows() {
    List<Row> rows = new ArrayList<>();
    Json error = Json.object().put("code", HOSTILE).put("message", HOSTILE).build();
    Json value = Json.object().put("name", HOSTILE).put("value", HOSTILE).build();
    add(
        rows,
        "run_created",
        null,
        Json.object().put("name", HOSTILE).put("execution_key", ESCAPE).build());
    add(rows, "run_started", null, Json.EMPTY_OBJECT);
    add(rows, "stage_started", "bad", Json.EMPTY_OBJECT);
    add(rows, "tool_call_started", "bad", Json.object().put("method", ESCAPE).build());
    add(rows, "stage_failed", "bad", Json.object().put("error", error).build());
    add(
        rows,
        "run_finished",
        null,
        Json.object().put("status", "failed").put("output", List.of(value)).build());
    return rows;
  }

  private static void add(List<Row> rows, String kind, @Nullable String stage, Json.Obj about) {
    Timestamp now = Timestamp.parse("2026-11-22T13:00:00.000Z");
    Event event =
        Event.of(
                new Event.Identity(
                    "e" + rows.size(), "default", "run_1", "att_1", "test", 1, rows.size()),
                now,
                kind)
            .stage(stage == null ? null : StagePath.of(stage), stage == null ? null : 1)
            .summary(HOSTILE)
            .took(Duration.ofMillis(1500))
            .attributes(about)
            .build();
    Digest digest = Row.digestOf(event);
    rows.add(new Row(rows.size(), now, Row.Verdict.ACCEPTED, event, digest, digest, null));
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
