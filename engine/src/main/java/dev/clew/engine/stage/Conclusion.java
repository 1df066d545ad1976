package dev.clew.engine.stage;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.dossier.Quote;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Breakers;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunState;
import dev.clew.engine.evidence.Answers;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.OutputMapping;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.outcome.Assertions;
import dev.clew.engine.outcome.Jumps;
import dev.clew.engine.outcome.Reaction;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.outcome.StageResults;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.Outputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What comes of a stage's work: its outputs, checks, jump and changes, in this order. The outcome
/// is decided before them. An output of a successful answer that has no value, and a check that
/// blocks, can make it worse; neither changes what the call came to.
public final class Conclusion {
  /// From here on an answer that is accepted is tolerated: what is missing in it stays missing.
  private static final int FIRST_UNSUCCESSFUL_STATUS = 400;

  private final StageNode node;
  private final RunContext parts;
  private final WorkResult came;
  private final NamedValues made = new NamedValues();

  /// Why outputs of a stage that failed have no value.
  private final Map<String, String> missing = new LinkedHashMap<>();

  public Conclusion(StageNode node, WorkResult came) {
    this.node = node;
    this.parts = node.parts();
    this.came = came;
  }

  public StageOutcome outcome() {
    Reaction reaction = came.reaction();
    made.addAll(came.given());
    Failure failure = came.failure();
    // A reaction to a failure can say what the answer was.
    if (failure == null || reaction != null) {
      outputs();
    }
    if (reaction != null) {
      made.addAll(OutputMapping.of(reaction.outputs(), knowing(), reaction.where() + ".output."));
    }
    if (failure == null && isSuccessful()) {
      failure = missingOutput();
    }
    if (failure != null) {
      return failed(failure);
    }
    Jump jump = reaction == null ? null : reaction.jump();
    RunScope scope = knowing();
    boolean mayBlock = jump == null;
    Failure broken =
        new Assertions(parts, node.path(), came.tryNumber(), made)
            .check(node.stage().settings().assertions(), scope, CheckMade.STAGE, mayBlock);
    if (broken != null) {
      return failed(broken);
    }
    if (jump != null && reaction != null) {
      Failure tooMany = jump(jump, reaction.because());
      if (tooMany != null) {
        return failed(tooMany);
      }
    }
    return passed(scope, jump);
  }

  private boolean isSuccessful() {
    ResponseValues response = came.response();
    return came.tolerated() == null
        && (response == null || response.status() < FIRST_UNSUCCESSFUL_STATUS);
  }

  /// Null when every output has a value, or may be missing.
  private @Nullable Failure missingOutput() {
    for (Map.Entry<String, String> output : made.missing().entrySet()) {
      return new Failure(
          FailureCode.OUTPUT_MISSING,
          "output "
              + output.getKey()
              + " has no value: "
              + output.getValue()
              + "; put '?' behind a name that may be missing");
    }
    return null;
  }

  /// An output can use those above it.
  private void outputs() {
    Outputs all = node.stage().settings().outputs();
    RunScope scope = knowing();
    for (NamedExpression output : all.all()) {
      made.addAll(OutputMapping.of(all.only(output), scope, "output."));
    }
  }

  /// With the values that there are by then as those of the stage.
  private RunScope knowing() {
    return node.knowing(came.scope(), this::values);
  }

  private StageValues values() {
    return StageResults.values(node.path(), made, came.response(), came.child());
  }

  private @Nullable Failure jump(Jump jump, String because) {
    if (!node.isItem() && node.frame().jumps().incrementAndGet() > RunSettings.MAX_JUMPS) {
      return Jumps.tooMany(node.frame().workflow().name());
    }
    Jumps.decided(parts.recorder(), node.path(), because, jump);
    return null;
  }

  private StageOutcome passed(RunScope scope, @Nullable Jump jump) {
    Failure tolerated = came.tolerated();
    RunState changed = node.known().over();
    RunScope seen = scope.with(changed::global, changed::context);
    OutputMapping set =
        OutputMapping.inTurn(node.stage().settings().set(), seen, "set.", changed::global);
    OutputMapping context =
        OutputMapping.inTurn(node.stage().settings().context(), seen, "context.", changed::context);
    List<NamedValue> toContext = new ArrayList<>(context.evidence());
    if (came.child() != null) {
      toContext.addAll(0, came.child().context());
    }
    String how = came.how();
    String headline =
        tolerated != null ? "failed: " + how : how.isEmpty() ? "succeeded" : "succeeded: " + how;
    String message = message();
    Recorder.Draft event =
        parts
            .recorder()
            .event(Kind.STAGE_COMPLETED, headline)
            .stage(node.path(), came.tryNumber())
            .with(
                StageEnded.OUTCOME, tolerated != null ? StageEnded.TOLERATED : StageEnded.SUCCEEDED)
            .with(StageEnded.HTTP_STATUS, status())
            .with(StageEnded.MESSAGE, message)
            .with(StageEnded.OUTPUTS, made.evidence())
            .with(StageEnded.LATENCY, came.latency());
    if (!set.evidence().isEmpty()) {
      event.with(StageEnded.SET, set.evidence());
    }
    if (!toContext.isEmpty()) {
      event.with(StageEnded.CONTEXT, toContext);
    }
    if (tolerated != null) {
      event.severity(Severity.WARN).with(StageEnded.CAUSE_STAGE, cause(tolerated));
    }
    end(event, Kind.STAGE_COMPLETED, tolerated);
    set.values().forEach(node.changes()::global);
    context.values().forEach(node.changes()::context);
    return new StageOutcome.Passed(values(), tolerated != null, jump);
  }

  private @Nullable String message() {
    Reaction reaction = came.reaction();
    Expression own = reaction == null ? null : reaction.message();
    Expression message = own == null ? node.stage().settings().message() : own;
    return message == null ? null : message.text(knowing(), "message").value();
  }

  private @Nullable Integer status() {
    ResponseValues response = came.response();
    return response == null ? null : Integer.valueOf(response.status());
  }

  private static @Nullable String cause(Failure failure) {
    return failure.cause() == null ? null : failure.cause().toString();
  }

  /// A stage that failed maps no outputs; what it was answered can still be asked for.
  private StageOutcome failed(Failure failure) {
    for (String name : node.stage().settings().outputs().names()) {
      if (!made.has(name)) {
        missing.put(name, "stage " + node.path() + " failed");
      }
    }
    boolean interrupted = failure.isCancelled();
    Kind kind = interrupted ? Kind.STAGE_CANCELLED : Kind.STAGE_FAILED;
    Recorder.Draft event =
        parts
            .recorder()
            .event(kind, (interrupted ? "cancelled: " : "failed: ") + failure.message())
            .stage(node.path(), came.tryNumber())
            .severity(Severity.ERROR)
            .with(StageEnded.HTTP_STATUS, status())
            .with(StageEnded.CAUSE_STAGE, cause(failure))
            .with(StageEnded.LATENCY, came.latency());
    if (came.reaction() != null) {
      event.with(StageEnded.MESSAGE, message());
    }
    if (!made.evidence().isEmpty()) {
      event.with(StageEnded.OUTPUTS, made.evidence());
    }
    end(event, kind, failure);
    StageValues values = values();
    Map<String, String> all = new LinkedHashMap<>(missing);
    all.putAll(values.missing());
    return new StageOutcome.Failed(StageResults.missing(values, all), failure);
  }

  /// Appends the end of the stage, in whose turn its breaker learns how it went.
  private void end(Recorder.Draft event, Kind kind, @Nullable Failure wrong) {
    Duration now = node.elapsed(came.tryNumber(), kind);
    WorkResult.Counted counted = came.counted();
    AtomicReference<Breakers.@Nullable Change> change = new AtomicReference<>();
    event
        .took(now.minus(came.startedAt()))
        .inTurn(draft -> {
          made.teach(parts.redactor());
          if (wrong != null) {
            draft.with(StageEnded.ERROR, wrong.said(quote()));
          }
          if (counted != null) {
            change.set(node.frame().breakers().answered(counted.breaker(), counted.failed(), now));
          }
        })
        .append();
    new BreakerEvents(node).changed(came.tryNumber(), change.get());
  }

  private @Nullable Quote quote() {
    Exchange.Answered answer = came.answer();
    return answer == null || isSuccessful() || parts.settings().capture() == Capture.NONE
        ? null
        : Answers.quote(answer, parts.redactor());
  }
}
