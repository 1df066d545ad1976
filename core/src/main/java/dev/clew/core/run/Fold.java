package dev.clew.core.run;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Folds rows into a [RunView], in the order of their offsets.
final class Fold {
  private final RunView.Writer writer;
  private final Map<String, AttemptFold> attempts = new LinkedHashMap<>();
  private @Nullable Event created;
  private @Nullable Timestamp asOf;

  Fold(RunView.Writer writer) {
    this.writer = writer;
  }

  RunView of(Collection<Row> rows) {
    Map<Long, Row> inOrder = new TreeMap<>();
    for (Row row : rows) {
      inOrder.put(row.offset(), row);
    }
    String namespace = "";
    String runId = "";
    for (Row row : inOrder.values()) {
      if (asOf == null || row.receivedAt().compareTo(asOf) > 0) {
        asOf = row.receivedAt();
      }
      if (row.verdict() == Row.Verdict.ACCEPTED) {
        namespace = row.event().namespace();
        runId = row.event().runId();
        take(row);
      }
    }
    if (attempts.isEmpty()) {
      attempts.put("", new AttemptFold(""));
    }
    List<AttemptView> views = new ArrayList<>();
    for (AttemptFold attempt : attempts.values()) {
      views.add(attempt.view(views.size() + 1, writer));
    }
    Event start = created;
    Json.Obj about = start == null ? Json.EMPTY_OBJECT : start.attributes();
    List<NamedValue> inputs = new ArrayList<>();
    for (Json.Obj input : about.objects("inputs")) {
      inputs.add(NamedValue.read(input));
    }
    return new RunView(
        namespace,
        runId,
        about.text("name", runId),
        about.text("version"),
        views.getLast().status(),
        start == null ? null : start.ts(),
        about,
        inputs,
        views,
        asOf);
  }

  private void take(Row row) {
    Event event = row.event();
    if (event.is(Kind.RUN_CREATED) && created == null) {
      created = event;
    }
    attempts.computeIfAbsent(event.attemptId(), AttemptFold::new).take(row);
  }
}
