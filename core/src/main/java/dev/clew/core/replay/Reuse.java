package dev.clew.core.replay;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that a replay takes as it is.
///
/// @param what as people call it
/// @param artifactId null for what is no artifact
/// @param checksum as recorded; null for what is no artifact, or when nobody took it
/// @param detail more about the state, `2 files`; null when there is no more
public record Reuse(
    Kind kind,
    String what,
    @Nullable String artifactId,
    @Nullable String checksum,
    OnDisk.State state,
    @Nullable String detail) {

  /// What kind of thing it is, the first of them first.
  public enum Kind {
    /// All that the run was given.
    INPUT_BUNDLE,
    /// The folder that it works in.
    WORKSPACE,
    /// A result of the run.
    FINAL_ARTIFACT,
    /// One of the files that the run was given.
    INPUT,
    /// A file that a stage made.
    ARTIFACT,
    /// A value that stands in the ledger.
    VALUE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
