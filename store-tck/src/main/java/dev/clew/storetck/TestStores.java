package dev.clew.storetck;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/// What the stores of tests are given, so that their chains are equal.
public final class TestStores {
  static final Instant RECEIVED = Instant.parse("2026-11-30T03:14:15.000926Z");

  public static final InstantSource CLOCK = () -> RECEIVED;

  public static final Function<RunKey, LedgerId> IDENTITIES =
      run -> new LedgerId(run.namespace(), run.runId(), "ledger_of_" + run.runId());

  private TestStores() {}
}
