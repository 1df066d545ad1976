package dev.clew.report;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs with child workflows, loops, later visits and several tries.
public final class TestLoops {
  private static final Instant START = Instant.parse("2026-06-02T01:42:00Z");

  private final List<Row> rows = new ArrayList<>();

  private TestLoops() {
    add("run_created", null, 1, 0, Json.object().put("name", "nightly-orders").build(), null);
    add("run_started", null, 1, 1, Json.EMPTY_OBJECT, null);
  }

  /// A child workflow with a stage of three tries; a loop of so many items of which the given
  /// number failed, spread evenly; a later visit; a loop of child workflows.
  public static RunView nightly(int items, int failed) {
    return RunView.of(rows(items, failed), RunView.Writer.ABSENT);
  }

  public static List<Row> rows(int items, int failed) {
    TestLoops run = new TestLoops();
    run.start("login", 2);
    run.start("login/discover", 3);
    run.end("stage_completed", "login/discover", 1, 20, 17);
    for (int attempt = 1; attempt <= 3; attempt++) {
      run.call("login/token", attempt, 20 + attempt * 100);
    }
    run.end("stage_completed", "login/token", 3, 400, 280);
    run.end("stage_completed", "login", 1, 401, 399);
    run.start("push-items", 410);
    int every = failed == 0 ? items + 1 : items / failed;
    for (int item = items - 1; item >= 0; item--) {
      String path = "push-items[" + item + "]";
      run.start(path, 420 + item);
      boolean bad = item % every == every - 1 && item / every < failed;
      run.end(bad ? "stage_failed" : "stage_completed", path, 1, 430 + item, 10);
    }
    Json.Obj counts =
        Json.object()
            .put("total", items)
            .put("succeeded", items - failed)
            .put("failed", failed)
            .build();
    run.add(
        failed > 0 ? "stage_failed" : "stage_completed",
        "push-items",
        1,
        440 + items,
        Json.object().put("items", counts).build(),
        Duration.ofMillis(30 + items));
    run.ran("stage_completed", "poll", 1500);
    run.ran("stage_completed", "check", 1520);
    run.start("onboard", 1600);
    run.start("onboard[0]", 1600);
    run.ran("stage_completed", "onboard[0]/token", 1601);
    run.end("stage_completed", "onboard[0]", 1, 1650, 50);
    run.start("onboard[1]", 1650);
    run.ran("stage_completed", "onboard[1]/token", 1651);
    run.ran("stage_failed", "onboard[1]/create", 1670);
    run.end("stage_failed", "onboard[1]", 1, 1690, 40);
    run.end("stage_failed", "onboard", 1, 1691, 91);
    run.ran("stage_completed", "poll~2", 1540);
    run.ran("stage_completed", "made[0]", 1700);
    run.ran("stage_failed", "made[1]", 1720);
    run.add("stage_not_reached", "notify", 1, 1750, Json.EMPTY_OBJECT, null);
    run.add("run_finished", null, 1, 2000, Json.object().put("status", "failed").build(), null);
    return run.rows;
  }

  /// A run in which stages with these paths succeeded.
  public static RunView of(List<String> paths) {
    TestLoops run = new TestLoops();
    paths.forEach(path -> run.ran("stage_completed", path, 10L + run.rows.size()));
    return RunView.of(run.rows, RunView.Writer.ABSENT);
  }

  private void start(String path, long ms) {
    add("stage_started", path, 1, ms, Json.EMPTY_OBJECT, null);
  }

  private void ran(String kind, String path, long ms) {
    start(path, ms);
    end(kind, path, 1, ms + 10, 10);
  }

  private void end(String kind, String path, int tryNumber, long ms, long took) {
    Json.Obj about =
        kind.equals("stage_failed")
            ? Json.object()
                .put("error", Json.object().put("code", "http_503").put("message", "down").build())
                .put("http_status", 503)
                .build()
            : Json.EMPTY_OBJECT;
    add(kind, path, tryNumber, ms, about, Duration.ofMillis(took));
  }

  private void call(String path, int tryNumber, long ms) {
    add("stage_started", path, tryNumber, ms, Json.EMPTY_OBJECT, null);
    Json.Obj about = Json.object().put("type", "http").put("method", "POST").build();
    add("tool_call_started", path, tryNumber, ms, about, null);
    add(
        "tool_call_completed",
        path,
        tryNumber,
        ms + 40,
        about.with("http_status", Json.of(tryNumber < 3 ? 503 : 200)),
        Duration.ofMillis(40));
    if (tryNumber < 3) {
      add("stage_retry_scheduled", path, tryNumber, ms + 41, Json.EMPTY_OBJECT, null);
    }
  }

  private void add(
      String kind,
      @Nullable String path,
      int tryNumber,
      long ms,
      Json.Obj about,
      @Nullable Duration took) {
    Timestamp at = Timestamp.parse(START.plusMillis(ms).toString());
    Event event =
        Event.of(
                new Event.Identity(
                    "e" + rows.size(), "default", "run_1", "att_1", "test", 1, rows.size()),
                at,
                kind)
            .stage(path == null ? null : StagePath.parse(path), path == null ? null : tryNumber)
            .summary(
                path == null ? kind : kind.replace("stage_", "").replace('_', ' ') + " " + path)
            .took(took)
            .toolCall(kind.startsWith("tool_call") ? "call_" + path + tryNumber : null)
            .attributes(about)
            .build();
    Digest digest = Row.digestOf(event);
    rows.add(new Row(rows.size(), at, Row.Verdict.ACCEPTED, event, digest, digest, null));
  }
}
