package dev.clew.core;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run put together event by event, as a producer would report it. Times are of one day:
/// `13:04:02` or `13:04:02.5`, or seconds since midnight.
public final class TestRun {
  private static final String DAY = "2026-11-22T";

  private final String runId;
  private final MemoryLedger ledger;
  private final Map<String, Integer> told = new HashMap<>();
  private String attemptId = "attempt_1";
  private String producer = "worker-1";
  private int count;

  private Instant now = Instant.parse(DAY + "00:00:00Z");

  public TestRun(String runId) {
    this.runId = runId;
    this.ledger = new MemoryLedger(new LedgerId("default", runId, "ledger_" + runId), () -> now);
  }

  /// From here on events are of that attempt.
  public TestRun attempt(String id) {
    attemptId = id;
    told.clear();
    return this;
  }

  /// From here on events are of that producer, which has a count and a clock of its own.
  public TestRun producer(String name) {
    producer = name;
    return this;
  }

  /// A number is left out, as if an event had been lost.
  public TestRun lost() {
    next();
    count++;
    return this;
  }

  /// @param facts names and values in turn: `stage`, `try`, `summary`, `duration_ms`, `severity`,
  ///   `artifact`, `tool_call_id`, `span_id` go to the envelope, others to the attributes
  public TestRun event(Object time, String kind, Object... facts) {
    Timestamp ts = time(time);
    now = ts.instant().isAfter(now) ? ts.instant() : now;
    Json.Builder attributes = Json.object();
    List<String> artifacts = new ArrayList<>();
    StagePath stage = null;
    Integer number = null;
    String summary = kind;
    Duration duration = null;
    Severity severity = null;
    String call = null;
    String span = null;
    for (int at = 0; at < facts.length; at += 2) {
      Object value = facts[at + 1];
      switch ((String) facts[at]) {
        case "stage" -> stage = StagePath.parse((String) value);
        case "try" -> number = (Integer) value;
        case "summary" -> summary = (String) value;
        case "took_ms" -> duration = Duration.ofMillis((Integer) value);
        case "severity" -> severity = Severity.parse((String) value);
        case "artifact" -> artifacts.add((String) value);
        case "tool_call_id" -> call = (String) value;
        case "span_id" -> span = (String) value;
        default -> attributes.put((String) facts[at], json(value));
      }
    }
    Event event =
        Event.of(
                new Event.Identity(
                    String.format(Locale.ROOT, "evt_%04d", count++),
                    "default",
                    runId,
                    attemptId,
                    producer,
                    1,
                    next()),
                ts,
                kind)
            .stage(stage, number)
            .summary(summary)
            .took(duration)
            .severity(severity)
            .artifacts(artifacts)
            .toolCall(call)
            .trace(Event.Trace.of(null, span, null))
            .attributes(attributes.build())
            .build();
    ledger.append(redacted(event, null));
    return this;
  }

  private int next() {
    return told.merge(producer, 1, Integer::sum) - 1;
  }

  private static Timestamp time(Object time) {
    if (time instanceof Integer seconds) {
      return new Timestamp(Instant.parse(DAY + "00:00:00Z").plusSeconds(seconds), 0);
    }
    String text = (String) time;
    return Timestamp.parse(text.contains("T") ? text : DAY + text + "Z");
  }

  private static Json json(Object value) {
    return switch (value) {
      case Json json -> json;
      case String text -> Json.of(text);
      case Boolean flag -> Json.of(flag.booleanValue());
      case Integer number -> Json.of(number.longValue());
      case Long number -> Json.of(number.longValue());
      case List<?> items -> Json.strings(items.stream().map(Object::toString).toList());
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  public List<Row> rows() {
    return ledger.rows();
  }

  /// Nobody writes to it any more.
  public RunView view() {
    return RunView.of(rows(), RunView.Writer.ABSENT);
  }

  public static RedactedEvent redacted(Event event, @Nullable Payload payload) {
    return new Unredacted().redact(event, payload);
  }

  /// The run of the seed (`run_742`): every time that the seed gives to an event is the event's
  /// time. What the seed only implies is between them: the final artifact is written 57 s before
  /// the failure. The seed's own total of 12m33s and its boot of 17 s do not follow from its
  /// events.
  public static TestRun run742() {
    return run742(false);
  }

  /// The run of the seed as its plan needs it: with its attempt before, and with what makes it one
  /// that can be replayed.
  public static TestRun run742Replayable() {
    return run742(true);
  }

  private static TestRun run742(boolean isReplayable) {
    Json expects =
        Json.object()
            .put("claim", true)
            .put("final_artifacts", List.of(Json.of("output/report.pdf")))
            .put("status_persisted", true)
            .put("status_persisted_ms", Json.of(63_000L))
            .build();
    TestRun run = new TestRun("run_742");
    if (isReplayable) {
      run.attempt("attempt_0")
          .event("12:50:00", "run_created", "name", "nightly-report", "bundle", "bundle_129")
          .event("12:51:00", "run_claimed")
          .event("12:59:00", "run_finished", "status", "failed")
          .attempt("attempt_1");
    }
    run.event(
            "13:03:11",
            isReplayable ? "run_queued" : "run_created",
            "summary",
            "run created",
            "name",
            "nightly-report",
            "bundle",
            "bundle_129",
            "trace_id",
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "expects",
            expects)
        .event("13:04:02", "run_claimed", "summary", "worker started", "host", "worker-1")
        .event(
            "13:04:02.100",
            "run_started",
            "summary",
            "run started",
            "attempt",
            2,
            "attempt_of",
            "run_742")
        .event(
            "13:04:05",
            "artifact_consumed",
            "artifact",
            "bundle_129",
            "artifact_kind",
            "input",
            "path",
            "sources.tar",
            "checksum",
            "sha256:129a")
        .event("13:04:19", "workspace_ready", "summary", "workspace ready", "path", "ws_742");
    if (isReplayable) {
      run.event("13:04:20", "config_captured", "role", "command", "name", "job", "sha256", "c0")
          .event("13:04:21", "workspace_snapshotted", "when", "start", "files", 1);
    }
    run.event(
            "13:05:01", "stage_started", "stage", "preprocessing", "summary", "downloading sources")
        .event(
            "13:09:44.381",
            "tool_call_completed",
            "stage",
            "preprocessing",
            "summary",
            "Rendered 42 pages",
            "took_ms",
            31_844,
            "artifact",
            "artifact_033")
        .event(
            "13:09:44.400",
            "artifact_written",
            "stage",
            "preprocessing",
            "artifact",
            "artifact_033",
            "artifact_kind",
            "intermediate",
            "path",
            "output/page_018.png",
            "content_type",
            "image/png",
            "size_bytes",
            184_203,
            "checksum",
            "sha256:7ad4")
        .event("13:14:57", "stage_completed", "stage", "preprocessing", "summary", "succeeded");
    if (isReplayable) {
      run.event("13:14:57.100", "stage_started", "stage", "external extraction")
          .event("13:14:57.900", "stage_completed", "stage", "external extraction");
    }
    run.event("13:14:58", "stage_started", "stage", "validation", "summary", "validator started")
        .event(
            "13:15:40",
            "artifact_consumed",
            "stage",
            "validation",
            "artifact",
            "artifact_033",
            "artifact_kind",
            "intermediate",
            "path",
            "output/page_018.png",
            "content_type",
            "image/png",
            "size_bytes",
            184_203,
            "checksum",
            "sha256:7ad4")
        .event("13:15:45", "stage_completed", "stage", "validation", "summary", "succeeded")
        .event(
            "13:15:47",
            "artifact_written",
            "artifact",
            "artifact_087",
            "artifact_kind",
            "final",
            "path",
            "output/report.pdf",
            "content_type",
            "application/pdf",
            "size_bytes",
            2_310_448,
            "checksum",
            "sha256:087f",
            "persisted",
            false,
            "derived_from",
            List.of("artifact_033"));
    if (isReplayable) {
      run.event(
          "13:15:47.100",
          "replay_boundary",
          "stage",
          "artifact_writeback",
          "inputs",
          List.of("artifact_087"));
    }
    return run.event(
            "13:15:47.200",
            "stage_started",
            "stage",
            "artifact_writeback",
            "window",
            "save",
            "summary",
            "uploading")
        .event(
            "13:16:43.900",
            "stage_failed",
            "stage",
            "artifact_writeback",
            "summary",
            "upload timed out",
            "error",
            Json.object()
                .put("code", "upload_timeout")
                .put("cause", "timeout")
                .put("message", "upload of artifact_087 timed out after 56.7 s")
                .build())
        .event("13:16:44", "run_finished", "status", "failed", "summary", "failed: upload timeout");
  }
}
