package dev.clew.execution.offline;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.Mock;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.http.Exchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answers of another run that stood in for calls when a run was recorded, as its own rows say
/// them. Thread-safe; so must the list be that it adds to.
final class MockedAnswers implements RecordedAnswers {
  private static final Mock NO_MOCK = new Mock(Json.EMPTY_OBJECT);

  private final Map<StagePath, Row> starts = new HashMap<>();
  private final List<Obstacle> obstacles;

  MockedAnswers(Recording recording, List<Obstacle> obstacles) {
    this.obstacles = obstacles;
    for (Row row : recording.rows()) {
      Event event = row.event();
      StagePath path = event.path();
      if (event.is(Kind.STAGE_STARTED)
          && path != null
          && mock(event).source().equals(Mock.RECORDING)) {
        starts.put(path, row);
      }
    }
  }

  private static Mock mock(Event event) {
    return StageStarted.from(event).get(StageStarted.MOCK, NO_MOCK);
  }

  @Override
  public Exchange.@Nullable Answered of(StagePath path) {
    Row row = starts.get(path);
    Mock mock = row == null ? NO_MOCK : mock(row.event());
    if (row == null || mock.has(Mock.MISSING)) {
      return null;
    }
    long size = mock.get(Mock.SIZE_BYTES, 0L);
    Payload payload = row.payload();
    if (size > 0 && payload == null) {
      obstacles.add(
          new Obstacle(
              "body_not_captured",
              path.toString(),
              "the answer of another run that stood in for its call is not in the ledger; record"
                  + " the run",
              new Remedy.Give(Setting.CAPTURE_BODIES)));
    }
    return new Exchange.Answered(
        Math.toIntExact(mock.get(Mock.HTTP_STATUS, 0L)),
        "HTTP/1.1",
        RecordedExchanges.headers(StageStarted.from(row.event()).headers()),
        payload == null ? new byte[0] : RecordedExchanges.bytes(payload, (int) size),
        null,
        new Exchange.Timing(null, null, Duration.ZERO));
  }

  @Override
  public @Nullable String refused(StagePath path) {
    Row row = starts.get(path);
    return row == null ? null : mock(row.event()).missing();
  }
}
