package dev.clew.store;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must have been found of a run, at its newest row. All that it says must hold; what is
/// absent holds for every run.
///
/// @param failure the code of it
/// @param stuckAt it runs, and is stuck by then
/// @param text words, in any order: the run has each of them, or one that begins so; a text without
///   words is in no run
public record FindingQuery(
    @Nullable String failure,
    @Nullable Phase phase,
    @Nullable Cause cause,
    @Nullable Instant stuckAt,
    @Nullable String text) {
  public static final FindingQuery ANY = new FindingQuery(null, null, null, null, null);

  public FindingQuery failedWith(@Nullable String code) {
    return new FindingQuery(code, phase, cause, stuckAt, text);
  }

  public FindingQuery inPhase(@Nullable Phase other) {
    return new FindingQuery(failure, other, cause, stuckAt, text);
  }

  public FindingQuery causedBy(@Nullable Cause other) {
    return new FindingQuery(failure, phase, other, stuckAt, text);
  }

  public FindingQuery stuckBy(@Nullable Instant moment) {
    return new FindingQuery(failure, phase, cause, moment, text);
  }

  public FindingQuery withText(@Nullable String words) {
    return new FindingQuery(failure, phase, cause, stuckAt, words);
  }

  public boolean isAny() {
    return equals(ANY);
  }

  /// Null when any will do.
  public @Nullable List<String> words() {
    return text == null ? null : Words.in(text);
  }

  /// Whether all holds but the words, which an entry does not have.
  boolean accepts(RunEntry run) {
    Finding finding = run.finding();
    if (isAny() || finding == null) {
      return isAny();
    }
    Finding.Failure failed = finding.failure();
    return (failure == null || (failed != null && failure.equals(failed.code())))
        && (phase == null || (failed != null && phase == failed.phase()))
        && (cause == null || (failed != null && cause == failed.cause()))
        && (stuckAt == null || (run.status() == RunStatus.RUNNING && finding.isStuckAt(stuckAt)));
  }

  /// Whether a run with these words has the wanted ones.
  boolean accepts(Words words) {
    List<String> wanted = words();
    return wanted == null || (!wanted.isEmpty() && words.beginWith(wanted));
  }
}
