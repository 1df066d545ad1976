package dev.clew.engine;

import dev.clew.core.run.Kind;
import dev.clew.core.run.Millis;
import dev.clew.core.run.Severity;
import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Template;
import org.jspecify.annotations.Nullable;

/// What a stage writes about its circuit breaker.
final class BreakerEvents {
  private final StageNode node;

  BreakerEvents(StageNode node) {
    this.node = node;
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
        .with("breaker", change.breaker().key())
        .with("from", change.from().wire())
        .with("to", change.to().wire())
        .with("failures", change.failures())
        .with("open_ms", opens ? Millis.of(change.breaker().breakFor()) : null)
        .append();
    if (opens) {
      say(tryNumber, change.breaker().onOpen(), "circuitBreaker.messages.onOpen");
    }
  }

  void say(int tryNumber, @Nullable Template message, String source) {
    if (message != null) {
      String text = Rendering.text(message, node.scope(tryNumber), source, Escaping.NONE).value();
      node.say(tryNumber, "warn", source, text);
    }
  }
}
