package dev.clew.server.intake;

import dev.clew.core.ledger.Redactor;
import dev.clew.store.RunKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The redactors of the runs that are written to. What one has learned of a run is forgotten when
/// many others were written to since; secrets by name and by pattern are found all the same.
/// Thread-safe.
public final class Redactors {
  private static final int MOST = 1_000;

  private final Supplier<Redactor> made;
  private final Map<RunKey, Redactor> byRun =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunKey, Redactor> eldest) {
          return size() > MOST;
        }
      };

  public Redactors(Supplier<Redactor> made) {
    this.made = made;
  }

  public synchronized Redactor of(RunKey run) {
    return byRun.computeIfAbsent(run, any -> made.get());
  }
}
