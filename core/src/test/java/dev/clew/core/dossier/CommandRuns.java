package dev.clew.core.dossier;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Runs of commands that are looked at from outside, and what is concluded from them.
final class CommandRuns {
  private CommandRuns() {}

  static Dossier dossier(TestRun run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  static TestRun begun() {
    return new TestRun("run_1")
        .event(1, "run_created", "expects", Json.object().put("claim", true).build())
        .event(1, "run_claimed")
        .event(2, "tool_call_started", "tool_call_id", "t1", "type", "process", "wraps", true);
  }

  static TestRun exited(TestRun run, int code) {
    Json error = Json.object().put("code", "exit_code").put("message", "exit " + code).build();
    return run.event(8, "tool_call_failed", "tool_call_id", "t1", "exit_code", code, "error", error)
        .event(
            9,
            "run_finished",
            "status",
            "failed",
            "exit_code",
            code,
            "error",
            error,
            "summary",
            "run failed: exit " + code);
  }

  static TestRun killed(TestRun run, String signal) {
    Json error = Json.object().put("code", "signal").build();
    return run.event(8, "tool_call_failed", "tool_call_id", "t1", "error", error)
        .event(
            9,
            "run_finished",
            "status",
            "failed",
            "signal",
            signal,
            "summary",
            "run failed: ended by SIG" + signal);
  }

  static TestRun said(TestRun run, String line) {
    return run.event(
        5,
        "log",
        "summary",
        line,
        "rule",
        "unknown",
        "stream",
        "stderr",
        "offset",
        0,
        "length",
        line.length(),
        "chunk",
        "sha256:c0");
  }

  static TestRun error(TestRun run, String message, Object... more) {
    List<Object> facts = new ArrayList<>(List.of("summary", message, "message", message));
    facts.addAll(List.of("stream", "stderr", "offset", 3, "length", 40, "chunk", "sha256:c0"));
    facts.addAll(List.of(more));
    return run.event(5, "error", facts.toArray());
  }

  static Json chain(String... links) {
    List<Json> all = new ArrayList<>();
    for (String link : links) {
      String[] parts = link.split(": ", 2);
      all.add(Json.object().put("type", parts[0]).put("message", parts[1]).build());
    }
    return new Json.Arr(all);
  }

  static List<String> claims(Dossier dossier, Evidence.Side side) {
    return dossier.evidence().stream()
        .filter(one -> one.side() == side)
        .map(Evidence::claim)
        .toList();
  }
}
