package dev.clew.server.webhook;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.store.Finding;
import dev.clew.store.RunEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// That a run has failed, is lost or is stuck: one for each change of its state.
///
/// @param change which of them it is, for a run that fails or is stuck several times
/// @param at when the state changed
record Notice(
    String type,
    RunEntry run,
    String headline,
    @Nullable String failure,
    long change,
    Timestamp at) {
  private static final String FAILED = "run.failed";
  private static final String LOST = "run.lost";
  private static final String STUCK = "run.stuck";
  private static final int ID_DIGITS = 32;

  static Notice failed(RunEntry run, Finding.Failure failure, Timestamp at) {
    return new Notice(FAILED, run, failure.headline(), failure.code(), run.attempts(), at);
  }

  /// A run may be lost, come back, and be lost again in one attempt.
  ///
  /// @param rows how many it had when it was
  static Notice lost(RunEntry run, Finding.Failure failure, long rows, Timestamp at) {
    return new Notice(LOST, run, failure.headline(), failure.code(), rows, at);
  }

  static Notice stuck(RunEntry run, Finding finding, Finding.Silence silence) {
    Finding.Failure failure = finding.failure();
    return new Notice(
        STUCK,
        run,
        silence.rule(),
        failure == null ? null : failure.code(),
        finding.size(),
        Timestamp.of(silence.stuckAt()));
  }

  /// The same for the same change, whoever makes it and whenever.
  String id() {
    Json.Obj which =
        Json.object()
            .put("namespace", run.namespace())
            .put("run_id", run.runId())
            .put("type", type)
            .put("change", change)
            .build();
    return "msg_" + Digest.ofJson("clew/webhook", which).hex().substring(0, ID_DIGITS);
  }

  /// @param server where people reach it
  String body(String server) {
    Json.Obj body =
        Json.object()
            .put("type", type)
            .put("timestamp", at.instant().toString())
            .put("run_id", run.runId())
            .put("namespace", run.namespace())
            .put("name", run.name())
            .put("status", run.status().wire())
            .put("headline", headline)
            .put("failure", failure)
            .put(
                "url",
                server + "/runs/" + encoded(run.runId()) + "?namespace=" + encoded(run.namespace()))
            .build();
    return JsonWriter.compact(body);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
