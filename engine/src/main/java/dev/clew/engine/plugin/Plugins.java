package dev.clew.engine.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The plug-ins that a run has. Immutable.
///
/// @param all of two that execute one kind, the first is asked
public record Plugins(List<StagePlugin> all) {
  public static final Plugins NONE = new Plugins(List.of());

  public Plugins {
    all = List.copyOf(all);
  }

  /// The kinds of stages that they execute; ignoring case.
  public Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach(plugin -> kinds.addAll(plugin.kinds()));
    return kinds;
  }

  /// The one for stages of that kind; null when there is none.
  public @Nullable StagePlugin find(String kind) {
    for (StagePlugin plugin : all) {
      for (String own : plugin.kinds()) {
        if (own.toLowerCase(Locale.ROOT).equals(kind.toLowerCase(Locale.ROOT))) {
          return plugin;
        }
      }
    }
    return null;
  }
}
