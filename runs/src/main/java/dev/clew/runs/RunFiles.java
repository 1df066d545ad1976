package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.run.ChildRun;
import dev.clew.store.RunQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The runs in the files below a folder. A run that has a ledger and reports is found once, by its
/// ledger.
public final class RunFiles implements Runs {
  private final Path folder;
  private final Consumer<String> warnings;

  /// Whoever uses it looks for damage.
  public RunFiles(Path folder) {
    this(folder, warning -> {});
  }

  /// @param warnings is told once, in one line, what is wrong with a run that somebody asked for
  public RunFiles(Path folder, Consumer<String> warnings) {
    this.folder = folder;
    this.warnings = warnings;
  }

  /// The file at that path as a run, by what its name ends with.
  public static RunSource open(Path path) {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    if (name.endsWith(".json") || name.endsWith(".html")) {
      return new ReportSource(path);
    }
    return new LedgerSource(path);
  }

  @Override
  public RecordedRun find(String wanted) {
    Path path = Path.of(wanted);
    if (Files.isRegularFile(path)) {
      return said(RecordedRun.of(open(path)));
    }
    if (!wanted.isEmpty() && Files.isDirectory(path)) {
      throw Refusal.invalid(wanted + ": this is a folder, not a run", new Remedy.SeeRuns(wanted));
    }
    if (wanted.contains("/") || wanted.endsWith(".ledger")) {
      throw Refusal.invalid(wanted + ": no such file");
    }
    RecordedRun found = newest(RunQuery.of(wanted));
    if (found != null) {
      return found;
    }
    throw Refusal.invalid("no run '" + wanted + "' " + place(), new Remedy.SeeRuns(null));
  }

  @Override
  public String place() {
    return "below " + new RunFolder(folder).shown();
  }

  /// Of the files that cannot be read it tells of those in which the newest might be.
  @Override
  public @Nullable RecordedRun newest(RunQuery query) {
    List<RunCopies> runs =
        new RunFileIndex(folder, one -> warnings.accept(one.why())).runs(query, 1);
    return runs.isEmpty() ? null : said(read(runs.getFirst()));
  }

  /// The run with exactly this id; null when there is none.
  public @Nullable RecordedRun withId(String runId) {
    RunFileIndex index = new RunFileIndex(folder, one -> warnings.accept(one.why()));
    for (RunCopies run : index.runs(RunQuery.of(runId), Integer.MAX_VALUE)) {
      if (run.best().entry().runId().equals(runId)) {
        return said(read(run));
      }
    }
    return null;
  }

  static Unreadable unreadable(Path path, Throwable why) {
    return new Unreadable(
        path.toString(),
        path + ": not a run that clew can read (" + why.getClass().getSimpleName() + ")");
  }

  static Unreadable tooLarge(Path path) {
    return new Unreadable(path.toString(), path + ": does not fit into the memory; left out");
  }

  private static RecordedRun read(RunCopies run) {
    RecordedRun found = RecordedRun.of(run.best().source());
    return new RecordedRun(
        found.source(), found.contents(), found.view(), run.others(found.contents().rows()));
  }

  private RecordedRun said(RecordedRun found) {
    String damage = found.damage();
    if (damage != null) {
      warnings.accept(damage + "; only the rows before it are used");
    } else if (found.contents().rows().size() < found.contents().ledger().rows()) {
      warnings.accept(
          found.source().location()
              + ": this report holds "
              + found.contents().rows().size()
              + " of "
              + found.contents().ledger().rows()
              + " rows, and what follows is derived from those; the ledger has all");
    }
    return found;
  }

  /// Each run once, also when copies of its files lie in several folders.
  @Override
  public <T> Listing<T> list(RunQuery query, Function<RecordedRun, T> kept) {
    List<Unreadable> unreadable = new ArrayList<>();
    List<Listed<T>> listed = new ArrayList<>();
    RunFileIndex index = new RunFileIndex(folder, unreadable::add);
    for (RunCopies run : index.runs(query, Integer.MAX_VALUE)) {
      Path path = Path.of(run.best().source().location());
      try {
        RecordedRun found = read(run);
        listed.add(new Listed<>(found.source(), kept.apply(found), found.copies()));
      } catch (Refusal e) {
        unreadable.add(new Unreadable(path.toString(), String.valueOf(e.getMessage())));
      } catch (OutOfMemoryError e) {
        unreadable.add(tooLarge(path));
      } catch (RuntimeException | StackOverflowError e) {
        unreadable.add(unreadable(path, e));
      }
    }
    unreadable.sort(Comparator.comparing(Unreadable::location));
    return new Listing<>(listed, unreadable);
  }

  /// Among the files of this folder, or where the run lies elsewhere, among those beside it.
  @Override
  public List<ChildRun> children(RecordedRun run) {
    Path file = Path.of(run.source().location()).toAbsolutePath().normalize();
    boolean isHere = file.startsWith(folder.toAbsolutePath().normalize());
    Path beside = file.getParent();
    return new ChildFiles(isHere || beside == null ? folder : beside).of(run.view());
  }

  /// Whether the file is called as a ledger or a report of a run is.
  public static boolean isRun(Path path) {
    return RunFolder.isRun(path.toString());
  }
}
