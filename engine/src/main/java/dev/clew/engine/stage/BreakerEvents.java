package dev.clew.engine.stage;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.stage.BreakerChanged;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Breakers;
import dev.clew.engine.context.Failure;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.stage.Breaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a stage writes about its circuit breaker.
public final class BreakerEvents {
  private final StageNode node;

  public BreakerEvents(StageNode node) {
    this.node = node;
  }

  /// Writes the beginning of a try; whether the breaker lets it go is decided in the order of the
  /// rows, and only for the first.
  ///
  /// @param breaker null when the stage has none
  /// @return why it may not go; null when it may
  public @Nullable Failure begin(
      Recorder.Draft started, @Nullable Breaker breaker, int tryNumber, Duration startedAt) {
    Breaker guarding = tryNumber == 1 ? breaker : null;
    AtomicReference<Breakers.@Nullable Permit> permit = new AtomicReference<>();
    if (guarding != null) {
      started.inTurn(draft -> permit.set(node.frame().breakers().permit(guarding, startedAt)));
    }
    started.append();
    Breakers.Permit given = permit.get();
    if (guarding == null || given == null) {
      return null;
    }
    changed(tryNumber, given.change());
    Duration blocked = given.blocked();
    if (blocked == null) {
      return null;
    }
    say(tryNumber, guarding.onBlocked(), "circuitBreaker.messages.onBlocked");
    return new Failure(
        FailureCode.CIRCUIT_OPEN,
        "the circuit breaker "
            + guarding.key()
            + " is open for another "
            + blocked.toMillis()
            + " ms; nothing was sent");
  }

  void changed(int tryNumber, Breakers.@Nullable Change change) {
    if (change == null) {
      return;
    }
    boolean opens = change.to() == Breakers.Position.OPEN;
    node.parts()
        .recorder()
        .event(
            Kind.BREAKER_CHANGED,
            "circuit breaker "
                + change.breaker().key()
                + ": "
                + change.from().wire()
                + " to "
                + change.to().wire())
        .stage(node.path(), tryNumber)
        .severity(opens ? Severity.WARN : Severity.INFO)
        .with(BreakerChanged.BREAKER, change.breaker().key())
        .with(BreakerChanged.FROM, change.from().wire())
        .with(BreakerChanged.TO, change.to().wire())
        .with(BreakerChanged.FAILURES, change.failures())
        .with(BreakerChanged.OPEN, opens ? change.breaker().breakFor() : null)
        .append();
    if (opens) {
      say(tryNumber, change.breaker().onOpen(), "circuitBreaker.messages.onOpen");
    }
  }

  void say(int tryNumber, @Nullable Expression message, String source) {
    if (message != null) {
      String text = message.text(node.scope(tryNumber), source).value();
      node.say(tryNumber, "warn", source, text);
    }
  }
}
