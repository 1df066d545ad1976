package dev.clew.acceptance.fault;

import dev.clew.core.json.Json;
import java.util.Locale;
import java.util.Random;

/// One fault again and again under load: a few times in a test, many times in a soak
/// (`-Dsoak.cycles`).
final class Cycles {
  static final int COUNT = Integer.getInteger("soak.cycles", 3);

  private static final int LEAST_MS = 200;
  private static final int MOST_MS = 1_000;

  /// Of what chance decides in a test, whatever the machine does meanwhile.
  private static final long SEED = Long.getLong("seed", new Random().nextLong());

  private Cycles() {}

  /// Chance whose seed is printed, and can be given again by `-Dseed`.
  static Random random() {
    System.out.println("seed of the faults: " + SEED);
    return new Random(SEED);
  }

  /// What happens, and what is done until the server is ready again.
  @FunctionalInterface
  interface Fault {
    void strike() throws Exception;
  }

  /// Strikes at random moments, and sees that something is acknowledged after each.
  static void run(Load load, Fault fault) throws Exception {
    load.awaitMore();
    Random random = random();
    for (int cycle = 0; cycle < COUNT; cycle++) {
      Thread.sleep(random.nextInt(LEAST_MS, MOST_MS));
      fault.strike();
      load.awaitMore();
    }
  }

  /// Says what came of it, for the table of the soak.
  static void report(String fault, Json.Obj checked, ServerProcess server) {
    System.out.printf(
        Locale.ROOT,
        "soak-figures: %d %s: %,d events acknowledged, %d missing, %d twice; ready after %,d ms at"
            + " most%n",
        COUNT,
        fault,
        checked.whole("acknowledged"),
        checked.whole("missing"),
        checked.whole("twice"),
        server.slowestStart().toMillis());
  }
}
