package dev.clew.engine.kept;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ValuesInitialised;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.run.AttemptView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The first values of an earlier attempt. The stages that are kept were made with them, so those
/// that are done again must see the same. One that is redacted in the ledger, or too large for it,
/// is not among them.
///
/// @param attemptId the attempt that they are taken from
/// @param variables as the ledger says them, by their names
/// @param context as the ledger says them, by their names
public record KeptValues(
    String attemptId, Map<String, NamedValue> variables, Map<String, NamedValue> context) {
  /// Of an attempt whose first values nobody knows.
  public static final KeptValues NONE = new KeptValues("", Map.of(), Map.of());

  public KeptValues {
    variables = Map.copyOf(variables);
    context = Map.copyOf(context);
  }

  /// Those of the workflow that was started; a child that is done again makes its own anew.
  ///
  /// @param attemptId the attempt that gave them first
  public static KeptValues of(AttemptView attempt, String attemptId) {
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.is(Kind.VALUES_INITIALISED) && event.path() == null) {
        ValuesInitialised said = ValuesInitialised.from(event);
        return new KeptValues(attemptId, known(said.values()), known(said.context()));
      }
    }
    return NONE;
  }

  private static Map<String, NamedValue> known(List<NamedValue> values) {
    Map<String, NamedValue> known = new LinkedHashMap<>();
    for (NamedValue value : values) {
      if (value.missing() == null && LedgerValues.missing(value) == null) {
        known.put(value.name(), value);
      }
    }
    return known;
  }

  public boolean isEmpty() {
    return variables.isEmpty() && context.isEmpty();
  }

  /// The values alone, by their names, ignoring case.
  public static Map<String, Json> values(Map<String, NamedValue> named) {
    Map<String, Json> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.values().forEach(one -> values.put(one.name(), one.value()));
    return values;
  }

  /// As it was said then; null when it is not that value.
  public static @Nullable NamedValue evidence(
      Map<String, NamedValue> named, String name, Json value) {
    NamedValue kept = named.get(name);
    return kept != null && kept.value().equals(value) ? new NamedValue(kept.toJson()) : null;
  }
}
