package dev.clew.diff;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.WindowSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the rows of a run one after the other.
///
/// Bodies are JSON values; the reader of the tests knows them by their text.
final class RunScript {
  static final Timestamp START = Timestamp.parse("2026-11-22T13:00:00.000Z");

  private final List<Row> rows = new ArrayList<>();
  private String attempt = "att_1";

  RunScript attempt(String id) {
    attempt = id;
    return this;
  }

  RunScript row(String kind, @Nullable String stage, Json.Obj about) {
    return row(kind, stage, about, 1, null, List.of(), null);
  }

  RunScript row(
      String kind,
      @Nullable String stage,
      Json.Obj about,
      int tryNumber,
      @Nullable String call,
      List<String> artifacts,
      @Nullable Payload payload) {
    Event event =
        Event.of(
                new Event.Identity(
                    "e" + rows.size(), "default", "run_1", attempt, "test", 1, rows.size()),
                START,
                kind)
            .stage(stage == null ? null : StagePath.parse(stage), stage == null ? null : tryNumber)
            .summary(about.text("summary", kind))
            .took(Duration.ofMillis(5))
            .artifacts(artifacts)
            .toolCall(call)
            .attributes(about)
            .rawRef(payload == null ? null : payload.ref())
            .build();
    Digest digest = Digest.sha256(new byte[0]);
    rows.add(new Row(rows.size(), START, Row.Verdict.ACCEPTED, event, digest, digest, payload));
    return this;
  }

  List<Row> rows() {
    return rows;
  }

  RunProfile profile() {
    return profile(rows, 0, List.of());
  }

  RunProfile profile(int attempt) {
    return profile(rows, attempt, List.of());
  }

  /// @param attempt from 1; 0 for the last
  static RunProfile profile(List<Row> rows, int attempt, List<WindowSpan> windows) {
    RunView view = RunView.of(rows, RunView.Writer.ABSENT);
    AttemptView chosen = attempt == 0 ? view.attempt() : view.attempts().get(attempt - 1);
    return RunProfile.of(rows, view, chosen, TinyJson::read, windows);
  }
}
