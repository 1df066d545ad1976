package dev.clew.engine.call;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.stage.StageNode;
import dev.clew.engine.stage.Waiting;
import dev.clew.plan.stage.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether a try is followed by another, as the `retry` of its stage says, and the wait before it.
///
/// @param policy what the stage says
record NextTry(StageNode node, Retry policy) {

  /// Whether what came of the last call of a try is what is tried again: a status that the policy
  /// names, or no answer at all. Null when nothing was sent.
  static boolean isWorthIt(Retry policy, @Nullable Exchange last) {
    return switch (last) {
      case null -> false;
      case Exchange.Unanswered none ->
          !FailureCode.CANCELLED.is(none.code()) && !FailureCode.STAGE_TIMEOUT.is(none.code());
      case Exchange.Answered answer -> policy.statuses().contains(answer.status());
    };
  }

  /// Ends the try and waits.
  ///
  /// @param limit of the stage; null for none
  /// @return why there is no next; null when there is
  @Nullable Failure after(
      int number, Duration startedAt, @Nullable Exchange last, @Nullable TimeLimit limit) {
    Wait wait = Wait.after(policy, number, last, node.parts(), node.path());
    Duration ended = node.elapsed(number, Kind.STAGE_RETRY_SCHEDULED);
    String what = what(last);
    Integer status =
        last instanceof Exchange.Answered answer ? Integer.valueOf(answer.status()) : null;
    String code = last instanceof Exchange.Unanswered none ? none.code() : "http_" + status;
    node.parts()
        .recorder()
        .event(Kind.STAGE_RETRY_SCHEDULED, what + ", try " + (number + 1) + " is next")
        .stage(node.path(), number)
        .severity(Severity.WARN)
        .took(ended.minus(startedAt))
        .with(RetryScheduled.DELAY, wait.delay())
        .with(RetryScheduled.REASON, wait.reason())
        .with(
            RetryScheduled.BECAUSE,
            what + "; try " + number + " of " + (policy.maxRetries() + 1) + wait.because())
        .with(RetryScheduled.HTTP_STATUS, status)
        .with(RetryScheduled.ERROR, new Failure(code, what).said(null))
        .with(AnyEvent.CLOCK, wait.clock() == null ? null : wait.clock().toString())
        .append();
    return new Waiting(node).after(number, wait.reason(), wait.delay(), limit, ended);
  }

  private static String what(@Nullable Exchange exchange) {
    return switch (exchange) {
      case null -> "nothing was sent";
      case Exchange.Unanswered none -> none.message();
      case Exchange.Answered answer -> "HTTP " + answer.status();
    };
  }
}
