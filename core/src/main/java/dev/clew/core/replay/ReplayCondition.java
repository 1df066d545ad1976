package dev.clew.core.replay;

import dev.clew.core.json.Json;
import java.util.Locale;

/// One of the seven things that make a run one that can be replayed, and whether this run has it.
///
/// @param why what it stands on, or what is missing, in words
public record ReplayCondition(Code code, boolean holds, String why) {

  /// In their order.
  public enum Code {
    INPUT_BUNDLE,
    CONFIGURATION,
    /// A list of the files of the workspace, or what it can be made from again.
    WORKSPACE,
    ARTIFACT_MANIFEST,
    ATTEMPT_HISTORY,
    STAGE_BOUNDARIES,
    REPLAY_START;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Json.Obj toJson() {
    return Json.object()
        .put("code", code.wire())
        .put("holds", Json.of(holds))
        .put("why", why)
        .build();
  }
}
