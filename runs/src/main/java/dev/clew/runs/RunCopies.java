package dev.clew.runs;

import dev.clew.core.Refusal;
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
///
/// @param <T> what is kept of a file; its rows are not
final class RunCopies<T> {
  private final List<Held<T>> files = new ArrayList<>();
  private final Comparator<Held<T>> complete =
      Comparator.comparingInt((Held<T> held) -> held.rows())
          .thenComparing(Held::newest)
          .thenComparing(Held::isWhole)
          .thenComparing(held -> held.source() instanceof LedgerSource)
          .thenComparing(held -> modified(held.source()), Comparator.reverseOrder());

  void add(RunFiles.Found found, T kept) {
    files.add(Held.of(found, kept));
  }

  private static FileTime modified(RunSource source) {
    try {
      return Files.getLastModifiedTime(Path.of(source.location()));
    } catch (IOException e) {
      // It went just now: whatever is there is rather the one.
      return FileTime.fromMillis(Long.MAX_VALUE);
    }
  }

  /// The one that is read; it names the others. Only when there are others are its rows read again,
  /// to see how those of the others are to them.
  RunFiles.Listed<T> run() {
    Held<T> read = files.getFirst();
    for (Held<T> file : files) {
      read = complete.compare(file, read) > 0 ? file : read;
    }
    List<RunCopy> copies = new ArrayList<>();
    List<Row> rows = files.size() > 1 ? rows(read.source()) : List.of();
    for (Held<T> file : files) {
      if (!file.source().location().equals(read.source().location())) {
        copies.add(new RunCopy(file.source().location(), file.relationTo(read, rows)));
      }
    }
    return new RunFiles.Listed<>(read.source(), read.kept(), read.created(), copies);
  }

  /// None of a file that has gone since.
  private static List<Row> rows(RunSource source) {
    try {
      return source.read().rows();
    } catch (Refusal e) {
      return List.of();
    }
  }

  /// What is remembered of a file.
  ///
  /// @param newest when its last row was received; empty when it has none
  /// @param isWhole whether its ledger could be read to the end
  /// @param chain of its last row, which binds it to all before it; null when it has none
  /// @param created when the run was made; empty when it does not say
  private record Held<T>(
      RunSource source,
      T kept,
      int rows,
      String newest,
      boolean isWhole,
      @Nullable Digest chain,
      String created) {
    static <T> Held<T> of(RunFiles.Found found, T kept) {
      List<Row> rows = found.contents().rows();
      Row last = rows.isEmpty() ? null : rows.getLast();
      return new Held<>(
          found.source(),
          kept,
          rows.size(),
          last == null ? "" : last.receivedAt().toString(),
          found.damage() == null,
          last == null ? null : last.chain(),
          found.view().createdAt() == null ? "" : found.view().createdAt().toString());
    }

    RunCopy.Relation relationTo(Held<T> read, List<Row> all) {
      if (chain != null && rows <= all.size() && !chain.equals(all.get(rows - 1).chain())) {
        return RunCopy.Relation.DIVERGED;
      }
      return rows == read.rows() ? RunCopy.Relation.SAME : RunCopy.Relation.OLDER;
    }
  }
}
