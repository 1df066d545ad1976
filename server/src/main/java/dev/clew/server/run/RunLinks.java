package dev.clew.server.run;

import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The addresses of what stands beside an entity of a run.
final class RunLinks {
  private static final String API = "/api/v1";
  private static final List<String> PARTS =
      List.of("attempts", "windows", "calls", "artifacts", "events", "dossier", "plan", "children");

  private RunLinks() {}

  /// Of a run as an attempt left it.
  static Json.Obj of(RunView run) {
    RunRecord record = RunRecord.of(run);
    AttemptView attempt = run.attempt();
    String own = API + "/runs/" + encoded(record.runId());
    String query = "?namespace=" + encoded(record.namespace());
    Json.Builder links = Json.object().put("run", own + query);
    PARTS.forEach(part -> links.put(part, own + "/" + part + query));
    ParentRun parent = ParentRun.of(attempt.facts());
    return links
        .put("parent", parent == null ? null : API + "/runs/" + encoded(parent.runId()) + query)
        .put("trace", address("traces", record.traceId()))
        .put("workspace", address("workspaces", record.workspaceId()))
        .put("invocation", address("invocations", attempt.facts().invocationId()))
        .put("correlation", address("correlations", record.correlationId()))
        .build();
  }

  /// One part of a run by its id.
  static String part(RunView run, String part, String id) {
    return "%s/runs/%s/%s/%s?namespace=%s"
        .formatted(API, encoded(run.runId()), part, encoded(id), encoded(run.namespace()));
  }

  /// One row of a run.
  static String row(RunView run, long offset) {
    return "%s/runs/%s/events?namespace=%s&from=%d&limit=1"
        .formatted(API, encoded(run.runId()), encoded(run.namespace()), offset);
  }

  private static @Nullable String address(String entity, @Nullable String id) {
    return id == null || id.isEmpty() ? null : API + "/" + entity + "/" + encoded(id);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
