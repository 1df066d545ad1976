package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `-Dsoak.seeds=1000000` for the long version; `-Dsoak.first=N` begins at another seed.
class LedgerSimulationTest {
  private static final int SEEDS =
      Integer.getInteger("soak.seeds", 2_000 * Integer.getInteger("seeds.percent", 10) / 100);
  private static final long FIRST = Long.getLong("soak.first", 0);

  @Test
  void run_everySeed_keepsThePromises() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      LedgerSimulation.run(seed);
    }
  }

  @Test
  void run_stopAtEveryOperation_keepsThePromises() {
    for (int stopAt = 1; stopAt <= 45; stopAt++) {
      for (long seed = 0; seed < 20; seed++) {
        LedgerSimulation.run(seed, stopAt, false);
      }
    }
  }

  @Test
  void run_sameSeed_replaysIdentically() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(LedgerSimulation.run(seed)).isEqualTo(LedgerSimulation.run(seed)).isNotEmpty();
    }
  }

  /// The simulation would notice: a disk that forgets what it forced does not get through.
  @Test
  void run_diskThatLies_isFoundOut() {
    int found = 0;
    for (long seed = 0; seed < 100; seed++) {
      try {
        LedgerSimulation.run(seed, 0, true);
      } catch (AssertionError e) {
        assertThat(e).hasMessageContaining("seed " + seed);
        found++;
      }
    }
    assertThat(found).isGreaterThan(20);
  }
}
