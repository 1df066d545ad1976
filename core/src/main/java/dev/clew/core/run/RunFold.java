package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.Documented;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds rows into a [RunView] as they come, in the order of their offsets. Not thread-safe.
public final class RunFold {
  private final Map<String, AttemptFold> attempts = new LinkedHashMap<>();
  private @Nullable Event created;
  private @Nullable Timestamp asOf;
  private String namespace = "";
  private String runId = "";
  private long last = -1;

  /// Takes a row that comes after all that were taken; one that was taken already changes nothing.
  public void take(Row row) {
    if (row.offset() <= last) {
      return;
    }
    last = row.offset();
    if (asOf == null || row.receivedAt().compareTo(asOf) > 0) {
      asOf = row.receivedAt();
    }
    if (row.verdict() == Row.Verdict.ACCEPTED) {
      Event event = row.event();
      namespace = event.namespace();
      runId = event.runId();
      if (created == null && event.is(Kind.RUN_CREATED)) {
        created = Documented.of(event);
      }
      attempts.computeIfAbsent(event.attemptId(), AttemptFold::new).take(row);
    }
  }

  /// The run as far as its rows were taken. More may be taken afterwards.
  public RunView view(RunView.Writer writer) {
    Collection<AttemptFold> folds =
        attempts.isEmpty() ? List.of(new AttemptFold("")) : attempts.values();
    List<AttemptView> views = new ArrayList<>();
    for (AttemptFold attempt : folds) {
      views.add(attempt.view(views.size() + 1, writer));
    }
    Event start = created;
    RunCreated about = start == null ? new RunCreated(Json.EMPTY_OBJECT) : RunCreated.from(start);
    return new RunView(
        namespace,
        runId,
        about.get(RunCreated.NAME, runId),
        about.version(),
        views.getLast().status(),
        start == null ? null : start.ts(),
        about,
        about.inputs(),
        views,
        asOf);
  }
}
