package dev.clew.core.source;

import dev.clew.core.Remedy;
import dev.clew.core.source.Diagnostic.Severity;
import org.jspecify.annotations.Nullable;

/// One way in which a file can be wrong. Each language, and each other reader of files, has an enum
/// of its own. The identifiers are stable: they are in documents and in users' scripts.
public interface Rule {
  /// Such as `workflow.unknown-key`.
  String id();

  Severity severity();

  /// What can be done about it besides mending the file; null for most.
  default @Nullable Remedy remedy() {
    return null;
  }
}
