package dev.clew.core.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody found of a workspace, against the list of its files from the start of an attempt.
/// What the run itself wrote or removed is no change. Immutable.
///
/// @param folder where it is, absolute
/// @param isWhole whether every file of that list was looked at, and the list had them all
/// @param changes what matters most first: by how, then by path
public record FolderLook(State state, String folder, boolean isWhole, List<Change> changes) {
  /// Nobody looked, or there is no list to compare with.
  public static final FolderLook NOT_LOOKED =
      new FolderLook(State.NOT_LOOKED, "", false, List.of());

  public FolderLook {
    changes =
        changes.stream()
            .sorted(Comparator.comparing(Change::how).thenComparing(Change::path))
            .toList();
  }

  /// The folder is not there any more.
  public static FolderLook gone(String folder) {
    return new FolderLook(State.GONE, folder, true, List.of());
  }

  public enum State {
    NOT_LOOKED,
    LOOKED,
    GONE
  }

  public enum How {
    /// It has another size or another digest.
    CHANGED,
    /// It is not there any more.
    GONE,
    /// It was written to since. Its digest was not recorded, so that nobody knows whether it is
    /// another file.
    REWRITTEN,
    /// It is there, was not at the start, and came after the run.
    ADDED,
    /// The run itself removed it: no change, but not there for a stage that reads it.
    REMOVED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param path from the folder
  public record Change(String path, How how) {
    /// Whether what the run was given is not there as it was.
    boolean isOther() {
      return how == How.CHANGED || how == How.GONE;
    }
  }

  public long count(How how) {
    return changes.stream().filter(change -> change.how() == how).count();
  }

  /// The files that are other ones now, or gone.
  List<Change> others() {
    return changes.stream().filter(Change::isOther).toList();
  }

  /// What became of the file at that path, from the folder or absolute, if it is not there as it
  /// was at the start; null when nothing says so.
  @Nullable How other(String path) {
    String inside = path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    String plain = inside.startsWith("./") ? inside.substring(2) : inside;
    for (Change change : changes) {
      boolean isOther = change.isOther() || change.how() == How.REMOVED;
      if (isOther && change.path().equals(plain)) {
        return change.how();
      }
    }
    return null;
  }
}
