package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunIndex;
import dev.clew.store.RunQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds runs in the files below a folder, and reads no more of these than it has to: the files in
/// which the newest runs can be come first, and it stops where no file that is left can hold a run
/// that would come before what was found. A run that has copies in several files counts by the best
/// of them, and no copy of it can be in a file that is left either.
///
/// @param unreadable is told of every file that it came by and could not read
public record RunFileIndex(Path folder, Consumer<Runs.Unreadable> unreadable) implements RunIndex {
  private static final Comparator<RunCopies> NEWEST_FIRST =
      Comparator.comparing(
              RunCopies::created, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(run -> run.best().entry().location());

  @Override
  public List<RunEntry> find(RunQuery query, int limit) {
    List<RunEntry> entries = new ArrayList<>();
    for (RunCopies run : runs(query, limit)) {
      entries.add(run.best().entry());
    }
    return entries;
  }

  /// As [#find], with the files.
  List<RunCopies> runs(RunQuery query, int limit) {
    List<RunFolder.Item> items = new RunFolder(folder).items();
    // Files of one time stay in the order of their names.
    items.sort(Comparator.comparing(RunFolder.Item::notAfter).reversed());
    return new Search(query, limit).over(items);
  }

  private final class Search {
    private final RunQuery query;
    private final int limit;
    private final Map<String, RunCopies> byId = new HashMap<>();
    private final List<RunCopies> all = new ArrayList<>();

    /// The runs of which not all copies may be known, or that others may come before.
    private final PriorityQueue<RunCopies> open = new PriorityQueue<>(NEWEST_FIRST);

    private final List<RunCopies> found = new ArrayList<>();

    /// Whether some file has shown that the bounds are none.
    private boolean everything;

    Search(RunQuery query, int limit) {
      this.query = query;
      this.limit = limit;
    }

    List<RunCopies> over(List<RunFolder.Item> items) {
      for (RunFolder.Item item : items) {
        if (!everything && isOver(item.notAfter())) {
          return found;
        }
        RunGlance glance = glance(item.path());
        if (glance != null) {
          take(glance, item);
        }
      }
      return everything ? ofAll() : rest();
    }

    /// Whether no file from this bound on has to be read.
    private boolean isOver(Instant notAfter) {
      for (RunCopies next = open.peek(); next != null; next = open.peek()) {
        Instant created = next.created();
        if (created == null || !created.isAfter(notAfter)) {
          break;
        }
        open.remove();
        if (isWanted(next)) {
          found.add(next);
          if (found.size() == limit) {
            return true;
          }
        }
      }
      Instant since = query.since();
      if (since != null && notAfter.isBefore(since)) {
        rest();
        return true;
      }
      return false;
    }

    private List<RunCopies> rest() {
      for (RunCopies next = open.poll(); next != null && found.size() < limit; next = open.poll()) {
        if (isWanted(next)) {
          found.add(next);
        }
      }
      return found;
    }

    private List<RunCopies> ofAll() {
      all.sort(NEWEST_FIRST);
      List<RunCopies> wanted = new ArrayList<>();
      for (RunCopies run : all) {
        if (wanted.size() < limit && isWanted(run)) {
          wanted.add(run);
        }
      }
      return wanted;
    }

    private void take(RunGlance glance, RunFolder.Item item) {
      String id = glance.entry().runId();
      RunCopies known = id.isEmpty() ? null : byId.get(id);
      if (known == null) {
        RunCopies run = new RunCopies(glance);
        all.add(run);
        byId.put(id.isEmpty() ? "\0" + item.path() : id, run);
        open.add(run);
        everything |= isAfter(run.created(), item.notAfter());
        return;
      }
      // A queue does not see that what is in it has changed.
      open.remove(known);
      Instant before = known.created();
      known.add(glance);
      open.add(known);
      everything |= isAfter(known.created(), item.notAfter()) || isOther(before, known.created());
    }

    private static boolean isAfter(@Nullable Instant created, Instant notAfter) {
      return created != null && created.isAfter(notAfter);
    }

    /// Copies that say of one run that it was created at different times.
    private static boolean isOther(@Nullable Instant one, @Nullable Instant other) {
      return one == null ? other != null : !one.equals(other);
    }

    private boolean isWanted(RunCopies run) {
      DefinitionRef definition = query.definition();
      return query.accepts(run.best().entry())
          && (definition == null || run.best().executed(definition));
    }

    /// One file that nobody foresaw must not hide the others.
    private @Nullable RunGlance glance(Path path) {
      try {
        return RunGlance.at(path, query.definition() != null);
      } catch (Refusal e) {
        unreadable.accept(new Runs.Unreadable(path.toString(), String.valueOf(e.getMessage())));
      } catch (OutOfMemoryError e) {
        unreadable.accept(RunFiles.tooLarge(path));
      } catch (RuntimeException | StackOverflowError e) {
        unreadable.accept(RunFiles.unreadable(path, e));
      }
      return null;
    }
  }
}
