package dev.clew.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs of a list, each below the one that started it where the list has that; otherwise in their
/// order.
public final class Nesting {
  private Nesting() {}

  /// @param depth 0 for a run that stands below none
  public record Nested<T>(T run, int depth) {}

  /// @param id of a run
  /// @param parentId of the run that started it; null when none has
  public static <T> List<Nested<T>> of(
      List<T> runs, Function<T, String> id, Function<T, @Nullable String> parentId) {
    Set<String> ids = new HashSet<>();
    runs.forEach(run -> ids.add(id.apply(run)));
    Map<String, List<T>> children = new HashMap<>();
    List<T> roots = new ArrayList<>();
    for (T run : runs) {
      String parent = parentId.apply(run);
      if (parent == null || !ids.contains(parent)) {
        roots.add(run);
      } else {
        children.computeIfAbsent(parent, any -> new ArrayList<>()).add(run);
      }
    }
    // Runs that say in a circle that they have started each other are below none.
    roots.addAll(runs);
    List<Nested<T>> nested = new ArrayList<>();
    Set<T> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (T root : roots) {
      Deque<Nested<T>> open = new ArrayDeque<>(List.of(new Nested<>(root, 0)));
      for (Nested<T> next = open.poll(); next != null; next = open.poll()) {
        if (done.add(next.run())) {
          nested.add(next);
          int depth = next.depth() + 1;
          children
              .getOrDefault(id.apply(next.run()), List.of())
              .reversed()
              .forEach(child -> open.push(new Nested<>(child, depth)));
        }
      }
    }
    return nested;
  }
}
