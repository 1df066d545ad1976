package dev.clew.core.timing;

import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The windows that stages are a part of, as their producer says it (`window` of a row of theirs,
/// the one that plans them among those); the last word counts. Immutable.
public final class StageWindows {
  private final Map<StagePath, String> windows = new HashMap<>();

  public StageWindows(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      StagePath path = row.event().path();
      String window = path == null ? null : AnyEvent.from(row.event()).window();
      if (path != null && window != null) {
        windows.put(path, window);
      }
    }
  }

  /// The name of a window, or what was written in its place; null when nothing says one.
  @Nullable String of(StagePath stage) {
    return windows.get(stage);
  }

  /// Whether its producer says where it belongs.
  public boolean isSaid(StagePath stage) {
    return windows.containsKey(stage);
  }

  /// Whether it is a part of the write-back.
  public boolean isSave(StagePath stage) {
    return Window.Name.SAVE.wire().equals(windows.get(stage));
  }
}
