package dev.clew.engine.outcome;

import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.stage.LatencyBand;
import dev.clew.engine.context.Failure;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.http.Exchange;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.stage.Breaker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the work of a stage came to, before its outputs are mapped.
///
/// @param tryNumber the last one
/// @param startedAt when that began, since the start of the run
/// @param scope with the response, if there is one
/// @param response null when none came
/// @param answer the response as it came over the wire; null when it did not
/// @param failure null when the stage goes on
/// @param tolerated how it failed in a way that the workflow allows; null when it did not
/// @param how in words, such as `HTTP 201`; empty when there is nothing to add
/// @param reaction what the workflow does on that status; null for nothing of its own
/// @param given outputs that the work itself gives
/// @param child what a child workflow came to; null for none
/// @param latency the band of its latency profile; null for none
/// @param counted what it was for the stage's breaker; null when it does not count
public record WorkResult(
    int tryNumber,
    Duration startedAt,
    RunScope scope,
    @Nullable ResponseValues response,
    Exchange.@Nullable Answered answer,
    @Nullable Failure failure,
    @Nullable Failure tolerated,
    String how,
    @Nullable Reaction reaction,
    NamedValues given,
    @Nullable Child child,
    @Nullable LatencyBand latency,
    @Nullable Counted counted) {

  public record Counted(Breaker breaker, boolean failed) {}

  /// @param message of its `endStage.result`; null for none
  /// @param context what it gives to the shared context, as events say it
  public record Child(NamedValues outputs, @Nullable String message, List<NamedValue> context) {}

  /// Nothing is known but its outputs.
  public static WorkResult gave(
      int tryNumber, Duration startedAt, RunScope scope, NamedValues given) {
    return new WorkResult(
        tryNumber, startedAt, scope, null, null, null, null, "", null, given, null, null, null);
  }

  /// Outputs, and a response to map more of.
  public static WorkResult answered(
      int tryNumber,
      Duration startedAt,
      RunScope scope,
      ResponseValues response,
      NamedValues given) {
    return new WorkResult(
        tryNumber,
        startedAt,
        scope.with(response),
        response,
        null,
        null,
        null,
        "",
        null,
        given,
        null,
        null,
        null);
  }

  /// It fails, and no answer is kept.
  public static WorkResult failed(
      int tryNumber, Duration startedAt, RunScope scope, Failure failure) {
    return gave(tryNumber, startedAt, scope, new NamedValues()).failing(failure);
  }

  public WorkResult failing(Failure with) {
    return new WorkResult(
        tryNumber, startedAt, scope, response, answer, with, null, how, reaction, given, child,
        latency, counted);
  }

  /// @param with null when nothing is to be tolerated
  public WorkResult tolerating(@Nullable Failure with, String inWords) {
    return new WorkResult(
        tryNumber, startedAt, scope, response, answer, failure, with, inWords, reaction, given,
        child, latency, counted);
  }

  public WorkResult of(Child workflow) {
    return new WorkResult(
        tryNumber, startedAt, scope, response, answer, failure, tolerated, how, reaction, given,
        workflow, latency, counted);
  }

  public WorkResult with(@Nullable LatencyBand band, @Nullable Counted forBreaker) {
    return new WorkResult(
        tryNumber,
        startedAt,
        scope,
        response,
        answer,
        failure,
        tolerated,
        how,
        reaction,
        given,
        child,
        band,
        forBreaker);
  }
}
