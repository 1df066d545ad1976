package dev.clew.server.live;

import dev.clew.store.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells who listens which runs have changed. Thread-safe.
public final class RunChanges {
  /// A listener that has so many runs before it is not told of more, and lists anew.
  private static final int MOST = 10_000;

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  public void tell(Set<RunKey> runs) {
    for (Listener listener : listeners) {
      listener.note(runs);
    }
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  /// Which runs have changed since it was asked last, each once.
  static final class Listener {
    private final Set<RunKey> changed = new LinkedHashSet<>();
    private Runnable woken = () -> {};
    private boolean hasMissed;

    void wakes(Runnable pump) {
      woken = pump;
    }

    private void note(Set<RunKey> runs) {
      synchronized (this) {
        hasMissed |= changed.size() + runs.size() > MOST;
        if (!hasMissed) {
          changed.addAll(runs);
        }
      }
      woken.run();
    }

    /// Whether it was not told of all.
    synchronized boolean hasMissed() {
      boolean missed = hasMissed;
      hasMissed = false;
      return missed;
    }

    synchronized List<RunKey> taken(int most) {
      List<RunKey> first = new ArrayList<>(changed.stream().limit(most).toList());
      first.forEach(changed::remove);
      return first;
    }
  }
}
