package dev.clew.core.run;

import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an attempt promises of itself: `expects` of the first event that has it (docs/events.md).
/// One that says nothing promises nothing. Immutable.
///
/// @param row the row that says it; null when none does
public record AttemptPromise(Expects expects, @Nullable Long row) {

  public static AttemptPromise of(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      RunCreated created = RunCreated.from(row.event());
      if (created.has(RunCreated.EXPECTS)) {
        return new AttemptPromise(
            created.get(RunCreated.EXPECTS, new Expects(Json.EMPTY_OBJECT)), row.offset());
      }
    }
    return new AttemptPromise(new Expects(Json.EMPTY_OBJECT), null);
  }

  /// Somebody claims it.
  public boolean claim() {
    return expects.claim();
  }

  public boolean workspace() {
    return expects.workspace();
  }

  /// Its command prints something.
  public boolean stdout() {
    return expects.stdout();
  }

  /// Spans of its trace come.
  public boolean spans() {
    return expects.spans();
  }

  /// Its result is written back.
  public boolean statusPersisted() {
    return expects.statusPersisted();
  }

  /// In what time after the result is there; null when it does not say.
  public @Nullable Duration statusPersistedWithin() {
    return expects.statusPersistedWithin();
  }

  /// How often it gives a sign of life; null when it does not say.
  public @Nullable Duration heartbeat() {
    return expects.heartbeat();
  }

  /// Globs of paths, or ids, of the results that it makes.
  public List<String> finalArtifacts() {
    return expects.finalArtifacts();
  }
}
