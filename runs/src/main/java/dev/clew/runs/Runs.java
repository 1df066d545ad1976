package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.run.ChildRun;
import dev.clew.store.RunQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Recorded runs, wherever they are kept: below a folder ([RunFiles]), in a store ([StoredRuns]).
public interface Runs {

  /// What looks like a run and cannot be read as one.
  record Unreadable(String location, String why) {}

  /// A run of a list, of which only what the asker keeps is still in the memory.
  ///
  /// @param source the one that is read of those that hold it
  record Listed<T>(RunSource source, T kept, List<RunCopy> copies) {
    public Listed {
      copies = List.copyOf(copies);
    }
  }

  /// @param runs the newest first
  record Listing<T>(List<Listed<T>> runs, List<Unreadable> unreadable) {
    public Listing {
      runs = List.copyOf(runs);
      unreadable = List.copyOf(unreadable);
    }
  }

  /// The run that a user means: a file, or the id, the beginning of the id, the execution key or
  /// the name of a run. With several, the newest.
  ///
  /// @throws Refusal when there is none
  default RecordedRun find(String wanted) {
    if (Files.isRegularFile(Path.of(wanted))) {
      return RecordedRun.of(RunFiles.open(Path.of(wanted)));
    }
    RecordedRun found = newest(RunQuery.of(wanted));
    if (found == null) {
      throw Refusal.invalid("no run '" + wanted + "' " + place());
    }
    return found;
  }

  /// Where they are, as it stands in a sentence: `in the store data`.
  String place();

  /// Null when there is none.
  @Nullable RecordedRun newest(RunQuery query);

  /// All runs.
  default <T> Listing<T> list(Function<RecordedRun, T> kept) {
    return list(RunQuery.ALL, kept);
  }

  /// Each run once. One run at a time is in the memory: what is to be known of it is kept when it
  /// is read.
  ///
  /// @param kept asked of every run that answers to the query and can be read
  <T> Listing<T> list(RunQuery query, Function<RecordedRun, T> kept);

  /// The runs that say that this one has started them, in the order in which they began; at most
  /// [Children#MOST]. They are said by other ledgers than that of the run.
  List<ChildRun> children(RecordedRun run);
}
