package dev.clew.runs.replay;

import dev.clew.runs.file.ShownPath;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds the files that a ledger names as its user did: relative to the folder in which he stood.
/// That folder is not recorded, because a report must not tell it; it is the working folder, or one
/// above the ledger.
public final class DefinitionFiles {
  private final Path ledger;

  public DefinitionFiles(Path ledger) {
    this.ledger = ledger.toAbsolutePath().normalize();
  }

  /// As a user in the working folder would name it; null when it is not there.
  public @Nullable Path find(String name) {
    Path asNamed = Path.of(name);
    if (Files.isRegularFile(asNamed)) {
      return asNamed;
    }
    for (Path folder = ledger.getParent(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(name).normalize();
      if (Files.isRegularFile(candidate)) {
        return ShownPath.of(candidate);
      }
    }
    return null;
  }
}
