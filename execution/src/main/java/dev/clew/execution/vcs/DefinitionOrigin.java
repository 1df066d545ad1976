package dev.clew.execution.vcs;

import dev.clew.core.fact.run.Vcs;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where a definition is kept under version control, found out while its run is prepared. A fact
/// about the machine of the run: it enters neither the execution key nor a comparison.
public final class DefinitionOrigin {
  /// Nobody asked, or it is kept nowhere.
  public static final DefinitionOrigin UNKNOWN =
      new DefinitionOrigin(CompletableFuture.completedFuture(null));

  private final CompletableFuture<@Nullable Vcs> facts;

  private DefinitionOrigin(CompletableFuture<@Nullable Vcs> facts) {
    this.facts = facts;
  }

  /// Begins to look, and returns at once.
  public static DefinitionOrigin of(Path definition) {
    if (!GitFile.isInWorkTree(definition)) {
      return UNKNOWN;
    }
    CompletableFuture<@Nullable Vcs> facts = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("clew-vcs")
        .start(() -> {
          try {
            facts.complete(GitFile.facts(definition));
          } finally {
            // Whatever happened, nobody waits for ever.
            facts.complete(null);
          }
        });
    return new DefinitionOrigin(facts);
  }

  /// Null when it is not known, or git did not say it in its time.
  public @Nullable Vcs vcs() {
    return facts.join();
  }
}
