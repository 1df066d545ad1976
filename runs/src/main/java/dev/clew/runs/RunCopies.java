package dev.clew.runs;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that hold one run, of which one is read: that with the most rows; of several such,
/// that with the newest row, then an undamaged one, then a ledger, then the one that was not
/// written to for the longest time, because a copy is newer than what it was made of.
final class RunCopies {
  private static final Comparator<RunGlance> COMPLETE =
      Comparator.comparingLong(RunGlance::rows)
          .thenComparing(RunCopies::newest)
          .thenComparing(RunGlance::isWhole)
          .thenComparing(file -> file.source() instanceof LedgerSource)
          .thenComparing(file -> modified(file.source()), Comparator.reverseOrder())
          .thenComparing(file -> file.source().location(), Comparator.reverseOrder());

  private static final Comparator<RunGlance> BY_NAME =
      Comparator.comparing((RunGlance file) -> !(file.source() instanceof LedgerSource))
          .thenComparing(file -> file.source().location());

  private final List<RunGlance> files = new ArrayList<>();
  private RunGlance best;

  RunCopies(RunGlance first) {
    this.best = first;
    files.add(first);
  }

  void add(RunGlance file) {
    files.add(file);
    best = COMPLETE.compare(file, best) > 0 ? file : best;
  }

  /// The one that is read.
  RunGlance best() {
    return best;
  }

  /// When the run was created; null when it does not say.
  @Nullable Instant created() {
    Timestamp created = best.entry().createdAt();
    return created == null ? null : created.instant();
  }

  private static Instant newest(RunGlance file) {
    Timestamp newest = file.newest();
    return newest == null ? Instant.MIN : newest.instant();
  }

  private static FileTime modified(RunSource source) {
    try {
      return Files.getLastModifiedTime(Path.of(source.location()));
    } catch (IOException e) {
      // It went just now: whatever is there is rather the one.
      return FileTime.fromMillis(Long.MAX_VALUE);
    }
  }

  /// The files that are not read: ledgers by their names, then reports.
  ///
  /// @param rows of the one that is read
  List<RunCopy> others(List<Row> rows) {
    List<RunCopy> copies = new ArrayList<>();
    files.sort(BY_NAME);
    for (RunGlance file : files) {
      String location = file.source().location();
      if (!location.equals(best.source().location())) {
        copies.add(new RunCopy(location, relation(file, rows)));
      }
    }
    return copies;
  }

  private RunCopy.Relation relation(RunGlance file, List<Row> all) {
    Digest chain = file.chain();
    int rows = (int) file.rows();
    if (chain != null && rows <= all.size() && !chain.equals(all.get(rows - 1).chain())) {
      return RunCopy.Relation.DIVERGED;
    }
    return file.rows() == best.rows() ? RunCopy.Relation.SAME : RunCopy.Relation.OLDER;
  }
}
