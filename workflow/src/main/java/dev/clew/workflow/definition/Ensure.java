package dev.clew.workflow.definition;

import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That a thing has to exist afterwards, whether this stage made it or it was there: statuses of
/// `existsOn` succeed too. Both modes behave alike, as they do in SIH.
///
/// @param existsOn the statuses that say that it was there already
/// @param jump where to go when it was there; null to go on
/// @param outputs are added when it was there
/// @param message is shown when it was there; null for the stage's own
public record Ensure(
    Mode mode,
    List<Integer> existsOn,
    @Nullable Jump jump,
    List<NamedTemplate> outputs,
    @Nullable Template message) {
  public enum Mode {
    CREATE_IF_MISSING("CreateIfMissing"),
    UPSERT("Upsert");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /// As it is written in a workflow.
    public String word() {
      return word;
    }

    public static List<String> words() {
      return List.of(CREATE_IF_MISSING.word, UPSERT.word);
    }

    /// By one of [#words].
    public static Mode of(String word) {
      return word.equals(UPSERT.word) ? UPSERT : CREATE_IF_MISSING;
    }
  }

  public Ensure {
    existsOn = List.copyOf(existsOn);
    outputs = List.copyOf(outputs);
  }
}
