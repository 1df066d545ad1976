package dev.clew.cli.option;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.store.FindingQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a server has found of the runs that are wanted.
public final class FindingOptions {
  @Option(
      names = "--failure",
      paramLabel = "CODE",
      description = "Only runs that failed so: upload_timeout, http_402 (--data, --server).")
  private @Nullable String failure;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "Only runs that failed in it: boot, active, save, … (--data, --server).")
  private @Nullable String phase;

  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      description = "Only runs that failed by it: input, timeout, … (--data, --server).")
  private @Nullable String cause;

  @Option(
      names = "--stuck",
      description =
          "Only runs that go on, and of which nothing was heard for too long (--data, --server).")
  private boolean stuck;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description =
          "Only runs with these words, or words that begin so, in their name, ids, failure,"
              + " warnings and errors (--data, --server).")
  private @Nullable String text;

  /// @param isStore whether the runs are in a store, which alone knows it
  /// @param now by which a run is stuck or is not
  public FindingQuery query(boolean isStore, Instant now) {
    FindingQuery query =
        FindingQuery.ANY
            .failedWith(failure)
            .inPhase(one("--phase", phase, Phase.values()))
            .causedBy(one("--cause", cause, Cause.values()))
            .stuckBy(stuck ? now : null)
            .withText(text);
    if (!query.isAny() && !isStore) {
      throw Refusal.invalid(
          "--failure, --phase, --cause, --stuck and --text ask what a server has found: they need"
              + " --data or --server. --grep looks into files");
    }
    return query;
  }

  private static <E extends Enum<E>> @Nullable E one(
      String option, @Nullable String word, E[] known) {
    if (word == null) {
      return null;
    }
    List<String> words =
        Arrays.stream(known).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    int at = words.indexOf(word);
    if (at < 0) {
      String nearest = Nearest.to(word, words);
      throw Refusal.invalid(
          "%s %s: there is %s%s"
              .formatted(
                  option,
                  word,
                  String.join(", ", words),
                  nearest == null ? "" : "; did you mean " + nearest + "?"));
    }
    return known[at];
  }
}
