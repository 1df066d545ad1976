package dev.clew.engine.call;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.evidence.Answers;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.engine.outcome.StatusJudgement;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.engine.stage.BreakerEvents;
import dev.clew.engine.stage.FileText;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.Breaker;
import dev.clew.plan.stage.ExpectedStatuses;
import dev.clew.plan.stage.Retry;
import dev.clew.plan.value.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stage of a kind that a plug-in executes.
public final class PluginStage {
  private final StageNode node;
  private final PluginSpec spec;
  private final RunContext parts;
  private final @Nullable Retry retry;
  private @Nullable TimeLimit limit;

  public PluginStage(StageNode node, PluginSpec spec) {
    this.node = node;
    this.spec = spec;
    this.parts = node.parts();
    this.retry = spec.handling().retry();
  }

  /// A try that may be followed by another.
  ///
  /// @param call null when the plug-in was not asked
  private record Try(int number, Duration startedAt, WorkResult came, @Nullable Call call) {
    @Nullable Exchange last() {
      return call == null ? null : call.last;
    }
  }

  public WorkResult run() {
    for (int number = 1; ; number++) {
      Try last = once(number);
      if (!isRetried(last)) {
        WorkResult came = judged(last);
        Breaker breaker = spec.handling().breaker();
        return breaker != null && last.last() instanceof Exchange.Answered answer
            ? came.with(null, new WorkResult.Counted(breaker, isBad(answer)))
            : came;
      }
      Failure cut =
          new NextTry(node, Objects.requireNonNull(retry))
              .after(number, last.startedAt(), last.last(), limit);
      if (cut != null) {
        return last.came().failing(cut);
      }
    }
  }

  /// A plug-in says whether it succeeded. Of an answer with a status that the workflow names, the
  /// workflow says it, as of one that a stage of HTTP got.
  private WorkResult judged(Try last) {
    WorkResult came = last.came();
    Failure failure = came.failure();
    ResponseValues response = came.response();
    Exchange.Answered answer = null;
    if (failure != null && isExplained(last) && last.last() instanceof Exchange.Answered got) {
      answer = got;
      response = Answers.values(got);
    }
    StatusJudgement judgement = new StatusJudgement(spec.handling());
    if (response == null || !judgement.isAsked(response.status(), failure == null)) {
      return came;
    }
    WorkResult judged =
        judgement.of(last.number(), last.startedAt(), came.scope(), response, answer);
    judged.given().addAll(came.given());
    return judged.failure() == null || failure == null ? judged : judged.failing(failure);
  }

  private boolean isRetried(Try last) {
    Retry policy = retry;
    return policy != null
        && last.number() <= policy.maxRetries()
        && isExplained(last)
        && NextTry.isWorthIt(policy, last.last());
  }

  /// Whether it failed by what came of its last call. Another failure of the plug-in stays what it
  /// is.
  private static boolean isExplained(Try last) {
    Failure failure = last.came().failure();
    return failure != null
        && switch (last.last()) {
          case null -> false;
          case Exchange.Unanswered none -> true;
          case Exchange.Answered answer -> failure.code().equals("http_" + answer.status());
        };
  }

  private boolean isBad(Exchange.Answered answer) {
    return retry != null && retry.statuses().contains(answer.status());
  }

  private Try once(int number) {
    RunScope scope = node.scope(number);
    Rendered<Json> config = spec.config().json(scope, "config");
    Rendered<Json> defaults = defaults(scope);
    List<Use> uses = new ArrayList<>(config.uses());
    uses.addAll(defaults.uses());
    Duration startedAt = node.elapsed(number, Kind.STAGE_STARTED);
    if (number == 1) {
      limit = node.limit(startedAt);
    }
    Failure blocked =
        new BreakerEvents(node)
            .begin(
                node.started(number, startedAt, uses).with(StageStarted.PLUGIN, spec.kind()),
                spec.handling().breaker(),
                number,
                startedAt);
    StagePlugin plugin = parts.plugins().find(spec.kind());
    List<Use> unresolved = Rendered.unresolved(uses);
    if (blocked != null || plugin == null || !unresolved.isEmpty()) {
      Failure failure =
          blocked != null
              ? blocked
              : plugin == null
                  ? new Failure(
                      FailureCode.NO_PLUGIN,
                      "no plug-in executes stages of the kind " + spec.kind())
                  : StageNode.unresolved(unresolved, "nothing was done");
      return new Try(number, startedAt, WorkResult.failed(number, startedAt, scope, failure), null);
    }
    Call call = new Call(number, scope, object(config), object(defaults), startedAt, limit);
    call.learnKeys();
    return new Try(number, startedAt, came(executed(plugin, call), call, startedAt, scope), call);
  }

  private Rendered<Json> defaults(RunScope scope) {
    ResolvedApi api = spec.api();
    return api == null
        ? new Rendered<>(Json.EMPTY_OBJECT, List.of())
        : api.defaults().json(scope, "connection");
  }

  private static Json.Obj object(Rendered<Json> rendered) {
    return rendered.value() instanceof Json.Obj object ? object : Json.EMPTY_OBJECT;
  }

  private static Executed executed(StagePlugin plugin, Call call) {
    try {
      return plugin.execute(call);
    } catch (RuntimeException | Error e) {
      return new Executed.Failed(FailureCode.PLUGIN_FAULT.wire(), "the plug-in failed: " + e);
    }
  }

  private WorkResult came(Executed executed, Call call, Duration startedAt, RunScope scope) {
    return switch (executed) {
      case Executed.Failed failed ->
          WorkResult.failed(
              call.number,
              startedAt,
              scope,
              call.cut == null ? new Failure(failed.code(), failed.message()) : call.cut);
      case Executed.Done done -> {
        NamedValues given = new NamedValues();
        done.outputs()
            .forEach((name, value) -> {
              boolean secret = done.secret().contains(name);
              given.add(
                  name,
                  value,
                  secret
                      ? new Attributes().with(NamedValue.SECRET, true).build()
                      : Json.EMPTY_OBJECT);
              if (secret) {
                given.hide(name, Display.text(value));
              }
            });
        yield done.response() == null
            ? WorkResult.gave(call.number, startedAt, scope, given)
            : WorkResult.answered(call.number, startedAt, scope, done.response(), given);
      }
    };
  }

  /// What the plug-in sees of the run.
  private final class Call implements Invocation {
    private final int number;
    private final RunScope scope;
    private final Json.Obj config;
    private final Json.Obj defaults;
    private final Duration startedAt;
    private final EndpointRequest calls;
    private @Nullable TimeLimit limit;

    /// Why a call of it was ended from outside.
    private @Nullable Failure cut;

    /// What came of its last call; null when it has made none.
    private @Nullable Exchange last;

    Call(
        int number,
        RunScope scope,
        Json.Obj config,
        Json.Obj defaults,
        Duration startedAt,
        @Nullable TimeLimit limit) {
      this.number = number;
      this.scope = scope;
      this.config = config;
      this.defaults = defaults;
      this.startedAt = startedAt;
      this.limit = limit;
      this.calls = new EndpointRequest(parts, node.path(), number, limit);
    }

    /// Before anything is done with them: a plug-in may send or show them in any way. One that is
    /// the name of an environment variable stands for its value.
    void learnKeys() {
      for (Json.Obj from : List.of(config, defaults)) {
        for (String name : List.of("apiKey", "apiKeySecret")) {
          String key = from.text(name);
          if (key != null && !key.isBlank() && secret(key) == null) {
            parts.recorder().alone(() -> parts.redactor().learn(name, key));
          }
        }
      }
    }

    @Override
    public StagePath path() {
      return node.path();
    }

    @Override
    public Json.Obj defaults() {
      return defaults;
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
      last = exchange;
      if (exchange instanceof Exchange.Unanswered none) {
        if (FailureCode.CANCELLED.is(none.code())) {
          cut = Failure.cancelled("waited for an answer");
        } else if (limit != null && FailureCode.STAGE_TIMEOUT.is(none.code())) {
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
    public WorkflowFiles.Read readTemplate(String path) {
      WorkflowFiles.Read read = read(path);
      return read instanceof WorkflowFiles.Read.Text text ? rendered(text.file()) : read;
    }

    private WorkflowFiles.Read rendered(SourceFile file) {
      FileText text =
          FileText.content(node.frame().workflow(), file, "config", scope, new ArrayList<>());
      List<Use> unresolved = Rendered.unresolved(text.uses());
      Failure failure =
          unresolved.isEmpty()
              ? text.failure()
              : StageNode.unresolved(unresolved, "nothing was sent");
      return failure == null
          ? new WorkflowFiles.Read.Text(new SourceFile(file.logicalName(), text.text()))
          : new WorkflowFiles.Read.Failed(file.logicalName() + ": " + failure.message());
    }

    @Override
    public void log(String level, String message) {
      node.say(number, level, "plugin", message);
    }

    @Override
    public boolean isCancelled() {
      return parts.cancel().isGiven();
    }

    @Override
    public void endWithin(Duration allowed) {
      limit =
          TimeLimit.earlier(limit, new TimeLimit(node.path(), allowed, startedAt.plus(allowed)));
      calls.within(limit);
    }

    @Override
    public @Nullable Duration timeLeft() {
      return limit == null ? null : limit.left(node.elapsed(number, Kind.WAITING));
    }
  }
}
