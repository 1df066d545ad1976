package dev.clew.core.replay;

import dev.clew.core.dossier.NextAction;
import org.jspecify.annotations.Nullable;

/// How a surface says what can be done: a terminal by commands, a server's page by links.
public interface ActionWords {
  /// How that is done. The value of a secret is left open. Null when there is no way.
  @Nullable String action(NextAction action);

  /// How the plan for that is looked at.
  ///
  /// @param run as a user names it: `RUN` or `RUN@N`
  String plan(String run, ReplayAsk ask);
}
