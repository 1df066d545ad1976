package dev.clew.engine.context;

import dev.clew.plan.stage.Breaker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The circuit breakers of one execution of a workflow. Items of a parallel loop share them, or
/// they would never open there. Thread-safe.
public final class Breakers {
  private final Map<String, State> states = new HashMap<>();

  public enum Position {
    CLOSED,
    OPEN,
    HALF_OPEN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param failures in a row, when it changed
  public record Change(Breaker breaker, Position from, Position to, int failures) {}

  /// @param blocked how long calls are kept back still; null when this one may go
  /// @param change null when nothing changed
  public record Permit(@Nullable Duration blocked, @Nullable Change change) {}

  private static final class State {
    Position position = Position.CLOSED;
    int failures;
    int successes;
    Duration opensAgainAt = Duration.ZERO;
  }

  /// @param now since the start of the run
  public synchronized Permit permit(Breaker breaker, Duration now) {
    State state = state(breaker);
    if (state.position != Position.OPEN) {
      return new Permit(null, null);
    }
    Duration left = state.opensAgainAt.minus(now);
    return left.isPositive()
        ? new Permit(left, null)
        : new Permit(null, change(breaker, state, Position.HALF_OPEN));
  }

  /// What an answer was; null when it changed nothing.
  public synchronized @Nullable Change answered(Breaker breaker, boolean failed, Duration now) {
    State state = state(breaker);
    if (failed) {
      state.failures++;
      state.successes = 0;
      boolean opens =
          state.position == Position.HALF_OPEN
              || (state.position == Position.CLOSED
                  && state.failures >= breaker.failureThreshold());
      state.opensAgainAt = opens ? now.plus(breaker.breakFor()) : state.opensAgainAt;
      return opens ? change(breaker, state, Position.OPEN) : null;
    }
    state.failures = 0;
    state.successes++;
    return state.position == Position.HALF_OPEN && state.successes >= breaker.closeOnSuccess()
        ? change(breaker, state, Position.CLOSED)
        : null;
  }

  private State state(Breaker breaker) {
    return states.computeIfAbsent(breaker.key().toLowerCase(Locale.ROOT), key -> new State());
  }

  private static Change change(Breaker breaker, State state, Position to) {
    Change change = new Change(breaker, state.position, to, state.failures);
    state.position = to;
    state.successes = 0;
    return change;
  }
}
