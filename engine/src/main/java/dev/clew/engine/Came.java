package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.engine.http.Exchange;
import dev.clew.workflow.definition.Breaker;
import dev.clew.workflow.scope.ResponseValues;
import dev.clew.workflow.scope.RunScope;
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
record Came(
    int tryNumber,
    Duration startedAt,
    RunScope scope,
    @Nullable ResponseValues response,
    Exchange.@Nullable Answered answer,
    @Nullable Failure failure,
    @Nullable Failure tolerated,
    String how,
    @Nullable Reaction reaction,
    Made given,
    @Nullable Child child,
    Json.@Nullable Obj latency,
    @Nullable Counted counted) {

  record Counted(Breaker breaker, boolean failed) {}

  /// @param message of its `endStage.result`; null for none
  /// @param context what it gives to the shared context, as events say it
  record Child(Made outputs, @Nullable String message, List<Json> context) {}

  /// Nothing is known but its outputs.
  static Came gave(int tryNumber, Duration startedAt, RunScope scope, Made given) {
    return new Came(
        tryNumber, startedAt, scope, null, null, null, null, "", null, given, null, null, null);
  }

  /// Outputs, and a response to map more of.
  static Came answered(
      int tryNumber, Duration startedAt, RunScope scope, ResponseValues response, Made given) {
    return new Came(
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
  static Came failed(int tryNumber, Duration startedAt, RunScope scope, Failure failure) {
    return gave(tryNumber, startedAt, scope, new Made()).failing(failure);
  }

  Came failing(Failure with) {
    return new Came(
        tryNumber, startedAt, scope, response, answer, with, null, how, reaction, given, child,
        latency, counted);
  }

  /// @param with null when nothing is to be tolerated
  Came tolerating(@Nullable Failure with, String inWords) {
    return new Came(
        tryNumber, startedAt, scope, response, answer, failure, with, inWords, reaction, given,
        child, latency, counted);
  }

  Came of(Child workflow) {
    return new Came(
        tryNumber, startedAt, scope, response, answer, failure, tolerated, how, reaction, given,
        workflow, latency, counted);
  }

  Came with(Json.@Nullable Obj band, @Nullable Counted forBreaker) {
    return new Came(
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
