package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.core.run.Kind;
import dev.clew.core.run.StagePath;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.ExpectedStatuses;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Use;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage of a kind that a plug-in executes.
final class PluginStage {
  private static final int TRY = 1;

  private final StageNode node;
  private final PluginSpec spec;
  private final RunParts parts;

  PluginStage(StageNode node, PluginSpec spec) {
    this.node = node;
    this.spec = spec;
    this.parts = node.parts();
  }

  Came run() {
    RunScope scope = node.scope(TRY);
    Rendered<Json> config = Rendering.tree(spec.config(), scope, "config");
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    node.started(TRY, startedAt, config.uses()).with("plugin", spec.kind()).append();
    StagePlugin plugin = parts.plugin(spec.kind());
    List<Use> unresolved = config.unresolved();
    if (plugin == null || !unresolved.isEmpty()) {
      Failure failure =
          plugin == null
              ? new Failure("no_plugin", "no plug-in executes stages of the kind " + spec.kind())
              : StageNode.unresolved(unresolved, "nothing was done");
      return Came.failed(TRY, startedAt, scope, failure);
    }
    TimeLimit limit = node.limit(startedAt);
    Call call =
        new Call(config.value() instanceof Json.Obj object ? object : Json.EMPTY_OBJECT, limit);
    return came(executed(plugin, call), call, startedAt, scope);
  }

  private static Executed executed(StagePlugin plugin, Call call) {
    try {
      return plugin.execute(call);
    } catch (RuntimeException e) {
      return new Executed.Failed("plugin_fault", "the plug-in failed: " + e);
    }
  }

  private Came came(Executed executed, Call call, Duration startedAt, RunScope scope) {
    return switch (executed) {
      case Executed.Failed failed ->
          Came.failed(
              TRY,
              startedAt,
              scope,
              call.cut == null ? new Failure(failed.code(), failed.message()) : call.cut);
      case Executed.Done done -> {
        Made given = new Made();
        done.outputs()
            .forEach((name, value) -> {
              boolean secret = done.secret().contains(name);
              given.add(
                  name,
                  value,
                  secret ? Json.object().put("secret", Json.TRUE).build() : Json.EMPTY_OBJECT);
              if (secret) {
                given.hide(name, Display.text(value));
              }
            });
        yield done.response() == null
            ? Came.gave(TRY, startedAt, scope, given)
            : Came.answered(TRY, startedAt, scope, done.response(), given);
      }
    };
  }

  /// What the plug-in sees of the run.
  private final class Call implements Invocation {
    private final Json.Obj config;
    private final @Nullable TimeLimit limit;
    private final EndpointCall calls;

    /// Why a call of it was ended from outside.
    private @Nullable Failure cut;

    Call(Json.Obj config, @Nullable TimeLimit limit) {
      this.config = config;
      this.limit = limit;
      this.calls = new EndpointCall(parts, node.path(), TRY, limit);
    }

    @Override
    public StagePath path() {
      return node.path();
    }

    @Override
    public String kind() {
      return spec.kind();
    }

    @Override
    public Json.Obj config() {
      return config;
    }

    @Override
    public @Nullable ResolvedApi api() {
      return spec.api();
    }

    @Override
    public @Nullable String secret(String name) {
      String value = node.frame().workflow().environment().get(name);
      if (value != null) {
        parts.recorder().alone(() -> parts.redactor().learn(name, value));
      }
      return value;
    }

    @Override
    public Exchange send(String type, Request request, Json.Obj about) {
      Exchange exchange = calls.sendAs(type, request, ExpectedStatuses.ANY_2XX, about);
      if (exchange instanceof Exchange.Unanswered none) {
        if (none.code().equals(Failure.CANCELLED)) {
          cut = Failure.cancelled("waited for an answer");
        } else if (limit != null && none.code().equals("stage_timeout")) {
          cut = limit.failure();
        }
      }
      return exchange;
    }

    @Override
    public WorkflowFiles.Read read(String path) {
      return parts.files().read(node.frame().workflow().file(), path, node.path());
    }

    @Override
    public void log(String level, String message) {
      node.say(TRY, level, "plugin", message);
    }

    @Override
    public boolean isCancelled() {
      return parts.cancel().isGiven();
    }

    @Override
    public @Nullable Duration timeLeft() {
      return limit == null ? null : limit.left(node.elapsed(TRY, Kind.WAITING));
    }
  }
}
