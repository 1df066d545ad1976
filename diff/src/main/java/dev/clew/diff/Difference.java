package dev.clew.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that differs, with every fact that shows it.
///
/// @param stage null when it is about the run itself
/// @param subject what differs, by its path: `stages/activate`, `definition/onboarding.workflow`
/// @param headline one sentence: `activate answered 402, was 201`
/// @param changes at least one
/// @param hunks of a file whose text is known on both sides, as unified diff; else empty
/// @param row in the ledger in question; null when it is about nothing that is in it
/// @param because the number, from 0, of an earlier difference that it follows from; null when none
///   is known
public record Difference(
    DifferenceKind kind,
    @Nullable String stage,
    String subject,
    String headline,
    List<Change> changes,
    List<String> hunks,
    @Nullable Long row,
    @Nullable Integer because) {
  public Difference {
    changes = List.copyOf(changes);
    hunks = List.copyOf(hunks);
  }
}
