package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Vcs;
import org.jspecify.annotations.Nullable;

/// A definition that a run executed.
///
/// @param sha256 of its text as it was captured, in lower-case hex digits; null when that is not
///   known
/// @param commit that it was taken from; null when there is none
public record ExecutedDefinition(@Nullable String sha256, @Nullable String commit) {

  /// What an event says of it; null when it is about something else.
  public static @Nullable ExecutedDefinition of(Event event) {
    if (!event.is(Kind.CONFIG_CAPTURED)) {
      return null;
    }
    ConfigCaptured captured = ConfigCaptured.from(event);
    String role = captured.role();
    if (!role.equals(ConfigCaptured.WORKFLOW) && !role.equals(ConfigCaptured.COMMAND)) {
      return null;
    }
    Vcs vcs = captured.vcs();
    return new ExecutedDefinition(captured.sha256(), vcs == null ? null : vcs.commit());
  }

  /// Whether it is the one that is meant.
  public boolean is(DefinitionRef wanted) {
    return wanted.names(sha256, commit);
  }
}
