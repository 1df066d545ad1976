package dev.clew.cli.exec;

import dev.clew.redaction.ProcessSecrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables that the command gets: ours, and those that say which run it is.
///
/// @param variables by name
record ChildEnvironment(SortedMap<String, String> variables) {
  static final String TRACEPARENT = "TRACEPARENT";
  static final String RUN_ID = "CLEW_RUN_ID";

  /// What the launcher tells clew about clew's own output.
  private static final String OF_THE_LAUNCHER = "CLEW_STDOUT_TERMINAL";

  ChildEnvironment {
    variables = new TreeMap<>(variables);
  }

  static ChildEnvironment of(
      Map<String, String> own,
      Map<String, String> more,
      TraceContext trace,
      String runId,
      String attemptId,
      Path ledger) {
    SortedMap<String, String> variables = new TreeMap<>(own);
    variables.remove(OF_THE_LAUNCHER);
    variables.put(TRACEPARENT, trace.header());
    variables.put(RUN_ID, runId);
    variables.put("CLEW_ATTEMPT_ID", attemptId);
    variables.put("CLEW_LEDGER", ledger.toAbsolutePath().toString());
    variables.putAll(more);
    return new ChildEnvironment(variables);
  }

  /// What of it is recorded: all but the folder and session variables, which are named like secrets
  /// and would take the path of the folder out of everything.
  SortedMap<String, String> recorded() {
    SortedMap<String, String> recorded = new TreeMap<>(variables);
    recorded.keySet().removeIf(ProcessSecrets::isPublic);
    return recorded;
  }
}
