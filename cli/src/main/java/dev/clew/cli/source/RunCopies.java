package dev.clew.cli.source;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that hold one run, of which one is read: that with the most rows; of several such,
/// that with the newest row, then an undamaged one, then a ledger, then the one that was not
/// written to for the longest time, because a copy is newer than what it was made of.
final class RunCopies {
  private static final Comparator<RunFiles.Found> COMPLETE =
      Comparator.comparingInt((RunFiles.Found found) -> found.contents().rows().size())
          .thenComparing(found -> newest(found.contents().rows()))
          .thenComparing(found -> found.damage() == null)
          .thenComparing(found -> found.source() instanceof LedgerSource)
          .thenComparing(found -> modified(found.source()), Comparator.reverseOrder());

  private final List<Held> files = new ArrayList<>();
  private RunFiles.Found read;

  RunCopies(RunFiles.Found first) {
    read = first;
    files.add(Held.of(first));
  }

  void add(RunFiles.Found other) {
    files.add(Held.of(other));
    if (COMPLETE.compare(other, read) > 0) {
      read = other;
    }
  }

  private static String newest(List<Row> rows) {
    return rows.isEmpty() ? "" : rows.getLast().receivedAt().toString();
  }

  private static FileTime modified(RunSource source) {
    try {
      return Files.getLastModifiedTime(Path.of(source.location()));
    } catch (IOException e) {
      // It went just now: whatever is there is rather the one.
      return FileTime.fromMillis(Long.MAX_VALUE);
    }
  }

  /// The one that is read; it names the others.
  RunFiles.Found run() {
    List<RunCopy> copies = new ArrayList<>();
    for (Held file : files) {
      if (!file.location.equals(read.source().location())) {
        copies.add(new RunCopy(file.location, file.relationTo(read.contents().rows())));
      }
    }
    return new RunFiles.Found(read.source(), read.contents(), read.view(), copies);
  }

  /// What is remembered of a file.
  ///
  /// @param chain of its last row, which binds it to all before it; null when it has none
  private record Held(String location, int rows, @Nullable Digest chain) {
    static Held of(RunFiles.Found found) {
      List<Row> rows = found.contents().rows();
      Digest chain = rows.isEmpty() ? null : rows.getLast().chain();
      return new Held(found.source().location(), rows.size(), chain);
    }

    RunCopy.Relation relationTo(List<Row> all) {
      if (chain != null && !chain.equals(all.get(rows - 1).chain())) {
        return RunCopy.Relation.DIVERGED;
      }
      return rows == all.size() ? RunCopy.Relation.SAME : RunCopy.Relation.OLDER;
    }
  }
}
