package dev.clew.core.replay;

import dev.clew.core.run.ArtifactView;
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
/// @param workspace the folder of the run, against the list of its files from the start
/// @param looked whether anybody looked at all
public record OnDisk(
    Map<String, String> artifacts,
    Map<String, String> definitions,
    Set<String> otherInputs,
    FolderLook workspace,
    boolean looked) {
  /// Nobody looked: what is recorded is taken to be there.
  public static final OnDisk NOT_LOOKED =
      new OnDisk(Map.of(), Map.of(), Set.of(), FolderLook.NOT_LOOKED, false);

  public OnDisk {
    artifacts = Map.copyOf(artifacts);
    definitions = Map.copyOf(definitions);
    otherInputs = Set.copyOf(otherInputs);
  }

  public enum State {
    /// The run did not record what there was.
    NOT_RECORDED,
    /// Nobody looked, or there is nothing to compare with.
    NOT_CHECKED,
    VERIFIED,
    CHANGED,
    MISSING;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is not there as it was.
    boolean isOther() {
      return this == CHANGED || this == MISSING;
    }
  }

  /// By its checksum; of a file without one that nobody wrote, by the list of the workspace.
  State artifact(ArtifactView artifact) {
    State state = state(artifacts.get(artifact.artifactId()), artifact.checksum());
    return state == State.NOT_CHECKED ? listed(artifact) : state;
  }

  private State listed(ArtifactView artifact) {
    String path = artifact.path().isEmpty() ? artifact.artifactId() : artifact.path();
    return artifact.isWritten() ? State.NOT_CHECKED : listed(path);
  }

  /// What the list of the workspace says of the file at that path.
  State listed(String path) {
    FolderLook.How how = workspace.other(path);
    if (how == null) {
      return State.NOT_CHECKED;
    }
    return how == FolderLook.How.CHANGED ? State.CHANGED : State.MISSING;
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
