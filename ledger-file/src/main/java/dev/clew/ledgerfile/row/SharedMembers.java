package dev.clew.ledgerfile.row;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all events of a frame say alike: who tells it of which run.
///
/// @param members of an event, by their names on the wire
record SharedMembers(Json.Obj members) {
  private static final Map<String, Member> CANDIDATES = new LinkedHashMap<>();

  /// A member of an event.
  private interface Member {
    /// Null when the event does not have it.
    @Nullable Json of(Event event);
  }

  static {
    CANDIDATES.put("attempt_id", event -> Json.of(event.attemptId()));
    CANDIDATES.put("epoch", event -> Json.of(event.epoch()));
    CANDIDATES.put("invocation_id", event -> text(event.invocationId()));
    CANDIDATES.put("namespace", event -> Json.of(event.namespace()));
    CANDIDATES.put("producer", event -> Json.of(event.producer()));
    CANDIDATES.put("run_id", event -> Json.of(event.runId()));
    CANDIDATES.put("trace_id", event -> text(event.traceId()));
  }

  /// A row alone keeps its members.
  static SharedMembers of(List<Row> rows) {
    Json.Builder shared = Json.object();
    if (rows.size() > 1) {
      CANDIDATES.forEach((name, member) -> shared.put(name, common(rows, member)));
    }
    return new SharedMembers(shared.build());
  }

  private static @Nullable Json common(List<Row> rows, Member member) {
    Json first = member.of(rows.getFirst().event());
    for (Row row : rows) {
      if (first == null || !first.equals(member.of(row.event()))) {
        return null;
      }
    }
    return first;
  }

  private static @Nullable Json text(@Nullable String value) {
    return value == null ? null : Json.of(value);
  }

  Set<String> names() {
    return members.members().keySet();
  }
}
