package dev.clew.runs;

import java.util.ArrayList;
import java.util.Collections;
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
    List<Nested<T>> nested = new ArrayList<>();
    Set<T> done = Collections.newSetFromMap(new IdentityHashMap<>());
    roots.forEach(run -> add(run, 0, id, children, done, nested));
    // Runs that say in a circle that they have started each other are below none.
    runs.forEach(run -> add(run, 0, id, children, done, nested));
    return nested;
  }

  private static <T> void add(
      T run,
      int depth,
      Function<T, String> id,
      Map<String, List<T>> children,
      Set<T> done,
      List<Nested<T>> nested) {
    if (!done.add(run)) {
      return;
    }
    nested.add(new Nested<>(run, depth));
    for (T child : children.getOrDefault(id.apply(run), List.of())) {
      add(child, depth + 1, id, children, done, nested);
    }
  }
}
