package dev.clew.engine.plugin;

import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.source.WorkflowFiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One stage that a plug-in executes, and what it may use for it. For the thread that it is given
/// to.
public interface Invocation {
  StagePath path();

  String kind();

  /// The stage's configuration with every token replaced.
  Json.Obj config();

  /// What the catalog says that the stage is configured with where it says nothing itself: the
  /// `config` of its connection, `apiKeySecret` and `apiKey`. Every token is replaced, and the keys
  /// are secrets from now on.
  Json.Obj defaults();

  /// What `connectionRef` or `apiRef` of the configuration stands for; null when it has none.
  @Nullable ResolvedApi api();

  /// An environment variable of the workflow; null when it is not set. Its value is a secret from
  /// now on, wherever it occurs.
  @Nullable String secret(String name);

  /// Sends a request and leaves the evidence: a tool call, durable before its bytes leave.
  ///
  /// @param type the type of the tool call: `model`, or a word of the plug-in's own
  /// @param about more members of the event that it starts with, such as the model's name
  Exchange send(String type, Request request, Json.Obj about);

  /// A file that the configuration names, relative to the workflow; it is captured.
  WorkflowFiles.Read read(String path);

  /// As [#read], with every token in the file replaced.
  WorkflowFiles.Read readTemplate(String path);

  /// A line of the stage's log. Secrets are taken out.
  void log(String level, String message);

  boolean isCancelled();

  /// Gives this try at most so long, from its start; a shorter `timeout` of the stage stays.
  void endWithin(Duration allowed);

  /// What is left of the stage's time; null when it has no limit.
  @Nullable Duration timeLeft();
}
