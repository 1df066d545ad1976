package dev.clew.report;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.toolCall;
import static dev.clew.core.Detail.with;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.run.RunView;
import java.time.Instant;
import java.util.List;

/// Runs with child workflows, loops, later visits and several tries.
public final class TestLoops {
  private static final Instant START = Instant.parse("2026-06-02T01:42:00Z");

  private final TestLedger run =
      new TestLedger()
          .runCreated(after(0), with(RunCreated.NAME, "nightly-orders"))
          .runStarted(after(1));

  /// A child workflow with a stage of three tries; a loop of so many items of which the given
  /// number failed, spread evenly; a later visit; a loop of child workflows.
  public static TestLedger nightly(int items, int failed) {
    TestLoops loops = new TestLoops();
    loops.start("login", 2);
    loops.start("login/discover", 3);
    loops.end(Kind.STAGE_COMPLETED, "login/discover#1", 20, 17);
    for (int attempt = 1; attempt <= 3; attempt++) {
      loops.call("login/token", attempt, 20 + attempt * 100);
    }
    loops.end(Kind.STAGE_COMPLETED, "login/token#3", 400, 280);
    loops.end(Kind.STAGE_COMPLETED, "login#1", 401, 399);
    loops.start("push-items", 410);
    int every = failed == 0 ? items + 1 : items / failed;
    for (int item = items - 1; item >= 0; item--) {
      String path = "push-items[" + item + "]";
      loops.start(path, 420 + item);
      boolean bad = item % every == every - 1 && item / every < failed;
      loops.end(bad ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED, path + "#1", 430 + item, 10);
    }
    ItemTally counts =
        new ItemTally(
            new Attributes()
                .with(ItemTally.TOTAL, items)
                .with(ItemTally.SUCCEEDED, items - failed)
                .with(ItemTally.FAILED, failed)
                .build());
    loops.event(
        failed > 0 ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED,
        "push-items#1",
        440L + items,
        tookMillis(30L + items),
        with(StageEnded.ITEMS, counts));
    loops.ran(Kind.STAGE_COMPLETED, "poll", 1500);
    loops.ran(Kind.STAGE_COMPLETED, "check", 1520);
    loops.start("onboard", 1600);
    loops.start("onboard[0]", 1600);
    loops.ran(Kind.STAGE_COMPLETED, "onboard[0]/token", 1601);
    loops.end(Kind.STAGE_COMPLETED, "onboard[0]#1", 1650, 50);
    loops.start("onboard[1]", 1650);
    loops.ran(Kind.STAGE_COMPLETED, "onboard[1]/token", 1651);
    loops.ran(Kind.STAGE_FAILED, "onboard[1]/create", 1670);
    loops.end(Kind.STAGE_FAILED, "onboard[1]#1", 1690, 40);
    loops.end(Kind.STAGE_FAILED, "onboard#1", 1691, 91);
    loops.ran(Kind.STAGE_COMPLETED, "poll~2", 1540);
    loops.ran(Kind.STAGE_COMPLETED, "made[0]", 1700);
    loops.ran(Kind.STAGE_FAILED, "made[1]", 1720);
    loops.event(Kind.STAGE_NOT_REACHED, "notify#1", 1750);
    return loops.run.runFinished("failed", after(2000));
  }

  /// A run in which stages with these paths succeeded.
  public static RunView of(List<String> paths) {
    TestLoops loops = new TestLoops();
    long ms = 12;
    for (String path : paths) {
      loops.ran(Kind.STAGE_COMPLETED, path, ms);
      ms += 2;
    }
    return loops.run.view();
  }

  private static Detail after(long ms) {
    return at(START.plusMillis(ms));
  }

  private void event(Kind kind, String path, long ms, Detail... details) {
    String words = kind.wire().replace("stage_", "").replace('_', ' ');
    String summary = words + " " + path.substring(0, path.indexOf('#'));
    run.event(kind, stage(path), after(ms), summary(summary), all(details));
  }

  private void start(String path, long ms) {
    event(Kind.STAGE_STARTED, path + "#1", ms);
  }

  private void ran(Kind kind, String path, long ms) {
    start(path, ms);
    end(kind, path + "#1", ms + 10, 10);
  }

  private void end(Kind kind, String path, long ms, long took) {
    Detail failure = all(error("http_503", "down"), with(StageEnded.HTTP_STATUS, 503));
    event(kind, path, ms, tookMillis(took), kind == Kind.STAGE_FAILED ? failure : all());
  }

  private void call(String path, int tryNumber, long ms) {
    String tried = path + "#" + tryNumber;
    Detail call =
        all(
            toolCall("call_" + path + tryNumber),
            with(ToolCallStarted.CALL_TYPE, "http"),
            with(ToolCallStarted.METHOD, "POST"));
    event(Kind.STAGE_STARTED, tried, ms);
    event(Kind.TOOL_CALL_STARTED, tried, ms, call);
    event(
        Kind.TOOL_CALL_COMPLETED,
        tried,
        ms + 40,
        call,
        with(ToolCallEnded.HTTP_STATUS, tryNumber < 3 ? 503 : 200),
        tookMillis(40));
    if (tryNumber < 3) {
      event(Kind.STAGE_RETRY_SCHEDULED, tried, ms + 41);
    }
  }
}
