package dev.clew.engine;

import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.engine.plugin.StagePlugin;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What every part of a run works with. Thread-safe.
///
/// @param assertionsBlock whether an assertion that says nothing itself makes its stage fail
/// @param output where children put theirs
record RunParts(
    Exchanges exchanges,
    Recorder recorder,
    Redactor redactor,
    RunSettings settings,
    Seeded seeded,
    Course course,
    CancelSignal cancel,
    String traceId,
    ReadFiles files,
    Contracts contracts,
    List<StagePlugin> plugins,
    boolean assertionsBlock,
    KeptOutput output) {

  /// The one for stages of that kind; null when there is none.
  @Nullable StagePlugin plugin(String kind) {
    for (StagePlugin plugin : plugins) {
      for (String own : plugin.kinds()) {
        if (own.toLowerCase(Locale.ROOT).equals(kind.toLowerCase(Locale.ROOT))) {
          return plugin;
        }
      }
    }
    return null;
  }
}
