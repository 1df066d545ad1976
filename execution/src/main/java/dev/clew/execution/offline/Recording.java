package dev.clew.execution.offline;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.Origin;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.AttemptView;
import dev.clew.engine.context.Exchanges;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one attempt of a workflow left in its ledger, as an engine asks for it.
final class Recording {
  /// A call that was recorded.
  ///
  /// @param ended null when nothing says how it ended
  record Recorded(Row started, @Nullable Row ended) {}

  private final AttemptView attempt;
  private final SurfaceWords surface;
  private final Map<Exchanges.Call, Recorded> calls;
  private final Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// @param surface in whose words an older ledger says what was asked for
  Recording(AttemptView attempt, SurfaceWords surface) {
    this.attempt = attempt;
    this.surface = surface;
    this.calls = calls(attempt);
    for (Row row : attempt.rows()) {
      collectVariables(AnyEvent.from(row.event()).attributes());
    }
  }

  /// Those of an attempt, in their order.
  static Map<Exchanges.Call, Recorded> calls(AttemptView attempt) {
    Map<String, Row> ends = new HashMap<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      String id = event.toolCallId();
      if (id != null && (event.is(Kind.TOOL_CALL_COMPLETED) || event.is(Kind.TOOL_CALL_FAILED))) {
        ends.putIfAbsent(id, row);
      }
    }
    Map<Exchanges.Call, Recorded> calls = new LinkedHashMap<>();
    Map<String, Integer> ordinals = new HashMap<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      StagePath path = event.path();
      if (event.is(Kind.TOOL_CALL_STARTED) && path != null) {
        int number = event.tryNumber() == null ? 1 : event.tryNumber();
        int ordinal = ordinals.merge(path + "#" + number, 1, Integer::sum) - 1;
        calls.put(
            new Exchanges.Call(path, number, ordinal),
            new Recorded(row, ends.get(event.toolCallId())));
      }
    }
    return calls;
  }

  AttemptView attempt() {
    return attempt;
  }

  /// The workflow that was asked for; null when the ledger does not say it.
  @Nullable AskedWorkflow asked() {
    return surface.asked(attempt.facts()).workflow();
  }

  /// Whether the events of its stages have spans: an older clew wrote none.
  boolean hasSpans() {
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.RUN_STARTED)) {
        return row.event().spanId() != null;
      }
    }
    return false;
  }

  List<Row> rows() {
    return attempt.rows();
  }

  @Nullable Recorded call(Exchanges.Call call) {
    return calls.get(call);
  }

  Map<Exchanges.Call, Recorded> calls() {
    return calls;
  }

  /// The environment variables that the run used, as its evidence says.
  @Nullable String variable(String name) {
    return variables.get(name);
  }

  /// The first row of that kind; null when there is none.
  @Nullable Row first(Kind kind) {
    for (Row row : attempt.rows()) {
      if (row.event().is(kind)) {
        return row;
      }
    }
    return null;
  }

  private void collectVariables(Json said) {
    switch (said) {
      case Json.Obj object -> {
        NamedValue value = new NamedValue(object);
        Origin origin = value.origin();
        if (origin != null
            && origin.kind().equals(Origin.ENVIRONMENT)
            && value.value() instanceof Json.Str text) {
          variables.put(origin.get(Origin.NAME, ""), StandIns.in(text.value()));
        }
        object.members().values().forEach(this::collectVariables);
      }
      case Json.Arr array -> array.items().forEach(this::collectVariables);
      case Json.Str text -> {}
      case Json.Num number -> {}
      case Json.Bool bool -> {}
      case Json.Null nothing -> {}
    }
  }
}
