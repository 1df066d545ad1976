package dev.clew.command;

import dev.clew.core.trace.Baggage;
import dev.clew.core.trace.TraceContext;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables that the command gets: ours, and those that say which run it is.
///
/// @param variables by name
/// @param added the names of those that clew gives it
public record ChildEnvironment(SortedMap<String, String> variables, Set<String> added) {
  static final String RUN_ID = "CLEW_RUN_ID";

  /// Of the run that started ours: it says nothing of where in ours a command is started.
  private static final String STAGE = "CLEW_STAGE";

  private static final Set<String> OF_TRACE =
      Set.of(TraceContext.TRACEPARENT, TraceContext.TRACESTATE, Baggage.VARIABLE);

  /// What the launcher tells clew about clew's own output.
  private static final String OF_THE_LAUNCHER = "CLEW_STDOUT_TERMINAL";

  public ChildEnvironment {
    variables = new TreeMap<>(variables);
    added = Set.copyOf(added);
  }

  static ChildEnvironment of(
      Map<String, String> own,
      Map<String, String> more,
      TraceContext trace,
      String runId,
      String attemptId,
      Path ledger) {
    Map<String, String> added = new TreeMap<>();
    added.putAll(trace.carrying(baggage(trace.baggage(), runId, attemptId)).variables());
    added.put(RUN_ID, runId);
    added.put("CLEW_ATTEMPT_ID", attemptId);
    added.put("CLEW_LEDGER", ledger.toAbsolutePath().toString());
    SortedMap<String, String> variables = new TreeMap<>(own);
    variables.remove(OF_THE_LAUNCHER);
    // Of a trace that cannot be gone on with.
    variables.remove(TraceContext.TRACESTATE);
    variables.remove(STAGE);
    variables.putAll(more);
    variables.putAll(added);
    Set<String> ofClew = new HashSet<>(added.keySet());
    more.keySet().stream().filter(ChildEnvironment::isOfClew).forEach(ofClew::add);
    return new ChildEnvironment(variables, ofClew);
  }

  private static Baggage baggage(Baggage ours, String runId, String attemptId) {
    return ours.without(Baggage.STAGE)
        .with(Baggage.ATTEMPT_ID, attemptId)
        .with(Baggage.RUN_ID, runId);
  }

  /// Whether clew gives it to the command, another for every attempt.
  public static boolean isOfClew(String name) {
    return name.startsWith("CLEW_") || OF_TRACE.contains(name);
  }

  /// What of it is recorded, also what a retry took from the attempt before, so that the next one
  /// is this one again: not what clew gives it, which is another for every attempt and stands in
  /// other rows.
  SortedMap<String, String> recorded() {
    SortedMap<String, String> recorded = new TreeMap<>(variables);
    recorded.keySet().removeAll(added);
    return recorded;
  }
}
