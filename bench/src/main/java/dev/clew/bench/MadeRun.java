package dev.clew.bench;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a job of many stages, each with calls and their bodies, artifacts, output and some
/// errors, that fails in the last.
final class MadeRun {
  private static final Digest DIGEST = Digest.ofJson("bench", Json.NULL);
  private static final Instant START = Instant.parse("2026-11-22T13:03:11Z");

  /// Rows of a stage repeat in turns of so many.
  private static final int TURN = 20;

  private final List<Row> rows = new ArrayList<>();

  private MadeRun() {}

  /// @param order stands in every address and body
  /// @param status what every answer says of the order
  static List<Row> rows(int events, int stages, String order, String status) {
    MadeRun run = new MadeRun();
    run.begin();
    for (int stage = 0; stage < stages; stage++) {
      run.stage(stage, events / stages, stage == stages - 1, order, status);
    }
    Json.Obj failed = new Attributes().with(RunEnded.STATUS, "failed").build();
    run.add(Kind.RUN_FINISHED, null, null, null, failed, null);
    return run.rows;
  }

  private void begin() {
    Json.Obj expects =
        new Attributes().with(Expects.CLAIM, true).with(Expects.WORKSPACE, true).build();
    Json.Obj created = new Attributes().with(RunCreated.EXPECTS, new Expects(expects)).build();
    add(Kind.RUN_CREATED, null, null, null, created, null);
    add(Kind.RUN_CLAIMED, null, null, null, Json.EMPTY_OBJECT, null);
    add(Kind.WORKSPACE_READY, null, null, null, Json.EMPTY_OBJECT, null);
    add(Kind.RUN_STARTED, null, null, null, Json.EMPTY_OBJECT, null);
  }

  private void stage(int number, int events, boolean fails, String order, String status) {
    StagePath path = StagePath.of("stage-" + number);
    add(Kind.STAGE_STARTED, path, null, null, Json.EMPTY_OBJECT, null);
    for (int at = 0; at < events - 2; at++) {
      String id = number + "-" + at / TURN;
      switch (at % TURN) {
        case 0 -> request(path, id, order);
        case 1 -> answer(path, id, order, status);
        case 2 -> artifact(path, id);
        case 3 -> error(path);
        default -> line(path, at % TURN);
      }
    }
    add(
        fails ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED,
        path,
        null,
        null,
        Json.EMPTY_OBJECT,
        null);
  }

  private void request(StagePath path, String id, String order) {
    Json.Obj about =
        new Attributes()
            .with(ToolCallStarted.CALL_TYPE, ToolCallStarted.HTTP)
            .with(ToolCallStarted.METHOD, "POST")
            .with(ToolCallStarted.URL, "https://shop.internal/orders/" + order + "/lines")
            .build();
    Json body = Json.object().put("order", order).put("line", id).build();
    add(Kind.TOOL_CALL_STARTED, path, id, null, about, body);
  }

  private void answer(StagePath path, String id, String order, String status) {
    Json body =
        Json.object()
            .put("id", order + "-" + id)
            .put("order", order)
            .put("status", status)
            .put("items", List.of(item(1), item(2), item(3)))
            .build();
    Json.Obj about = new Attributes().with(ToolCallEnded.HTTP_STATUS, 200L).build();
    add(Kind.TOOL_CALL_COMPLETED, path, id, null, about, body);
  }

  private static Json item(long number) {
    return Json.object().put("name", "item " + number).put("price", number).build();
  }

  private void artifact(StagePath path, String id) {
    Json.Obj about =
        new Attributes()
            .with(ArtifactWritten.ARTIFACT_KIND, "intermediate")
            .with(ArtifactWritten.PATH, "out/" + id)
            .with(ArtifactWritten.CHECKSUM, "sha256:" + id)
            .build();
    add(Kind.ARTIFACT_WRITTEN, path, null, null, about, null);
  }

  private void error(StagePath path) {
    Json.Obj about =
        new Attributes()
            .with(LogLine.RULE, "text.refused@1")
            .with(LogLine.CAUSE, "dependency")
            .with(LogLine.CODE, "connect_refused")
            .with(LogLine.MESSAGE, "refused")
            .build();
    add(Kind.ERROR, path, null, Severity.ERROR, about, null);
  }

  private void line(StagePath path, int template) {
    Json.Obj about =
        new Attributes()
            .with(LogLine.RULE, "unknown")
            .with(LogLine.TEMPLATE_ID, "t" + template)
            .build();
    add(Kind.LOG, path, null, null, about, null);
  }

  private void add(
      Kind kind,
      @Nullable StagePath path,
      @Nullable String call,
      @Nullable Severity severity,
      Json.Obj about,
      @Nullable Json body) {
    int number = rows.size();
    Timestamp ts = Timestamp.of(START.plus(Duration.ofMillis(number)));
    Payload payload =
        body == null ? null : Payload.of(Canonical.text(body).getBytes(StandardCharsets.UTF_8));
    String artifact = ArtifactWritten.PATH.in(about);
    Event event =
        Event.of(
                new Event.Identity(
                    "evt_" + number, "default", "run_bench", "attempt_1", "bench", 1, number),
                ts,
                kind.wire())
            .stage(path)
            .summary(kind.wire())
            .severity(severity)
            .artifacts(artifact == null ? List.of() : List.of(artifact))
            .toolCall(call)
            .attributes(about)
            .rawRef(payload == null ? null : payload.ref())
            .build();
    rows.add(new Row(number, ts, Row.Verdict.ACCEPTED, event, DIGEST, DIGEST, payload));
  }
}
