package dev.clew.core.run;

import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an attempt promises of itself: `expects` of the first event that has it (docs/events.md).
/// One that says nothing promises nothing. Immutable.
///
/// @param row the row that says it; null when none does
public record Contract(Json.Obj expects, @Nullable Long row) {

  public static Contract of(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      if (row.event().attributes().has("expects")) {
        return new Contract(row.event().attributes().object("expects"), row.offset());
      }
    }
    return new Contract(Json.EMPTY_OBJECT, null);
  }

  /// Somebody claims it.
  public boolean claim() {
    return expects.flag("claim");
  }

  public boolean workspace() {
    return expects.flag("workspace");
  }

  /// Its command prints something.
  public boolean stdout() {
    return expects.flag("stdout");
  }

  /// Spans of its trace come.
  public boolean spans() {
    return expects.flag("spans");
  }

  /// Its result is written back.
  public boolean statusPersisted() {
    return expects.flag("status_persisted");
  }

  /// In what time after the result is there; null when it does not say.
  public @Nullable Duration statusPersistedWithin() {
    return Millis.in(expects, "status_persisted_ms");
  }

  /// How often it gives a sign of life; null when it does not say.
  public @Nullable Duration heartbeat() {
    return Millis.in(expects, "heartbeat_ms");
  }

  /// Globs of paths, or ids, of the results that it makes.
  public List<String> finalArtifacts() {
    List<String> globs = new ArrayList<>();
    for (Json glob : expects.list("final_artifacts")) {
      if (glob instanceof Json.Str text) {
        globs.add(text.value());
      }
    }
    return globs;
  }
}
