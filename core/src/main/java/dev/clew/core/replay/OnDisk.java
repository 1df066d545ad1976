package dev.clew.core.replay;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody found when he looked at what a replay would use. Looking is I/O and is done
/// elsewhere; a plan is made of what was found.
///
/// @param artifacts by artifact id: `sha256:…`, or empty for a file that is not there
/// @param definitions by role and name, `workflow/onboarding.workflow`: 64 hex digits, or empty
/// @param otherInputs the names of inputs that are given with another value than the run had
/// @param looked whether anybody looked at all
public record OnDisk(
    Map<String, String> artifacts,
    Map<String, String> definitions,
    Set<String> otherInputs,
    boolean looked) {
  /// Nobody looked: what is recorded is taken to be there.
  public static final OnDisk NOT_LOOKED = new OnDisk(Map.of(), Map.of(), Set.of(), false);

  public OnDisk {
    artifacts = Map.copyOf(artifacts);
    definitions = Map.copyOf(definitions);
    otherInputs = Set.copyOf(otherInputs);
  }

  public enum State {
    /// Nobody looked, or there is nothing to compare with.
    NOT_CHECKED,
    VERIFIED,
    CHANGED,
    MISSING;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  State artifact(String artifactId, @Nullable String recorded) {
    return state(artifacts.get(artifactId), recorded);
  }

  State definition(String name, @Nullable String recorded) {
    return state(definitions.get(name), recorded);
  }

  private State state(@Nullable String found, @Nullable String recorded) {
    if (!looked || found == null) {
      return State.NOT_CHECKED;
    }
    if (found.isEmpty()) {
      return State.MISSING;
    }
    return recorded == null
        ? State.NOT_CHECKED
        : found.equals(recorded) ? State.VERIFIED : State.CHANGED;
  }
}
