package dev.clew.runs.disk;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The files of a working folder as they are now: those that the list of a workspace would have, by
/// the same rules. Immutable.
///
/// @param files by their path from the folder
/// @param isWhole whether the look came to its end within its limits
public record FolderFiles(SortedMap<String, Now> files, boolean isWhole) {
  /// `workspace.files`: of a folder, so many are looked at.
  private static final int FILES = 20_000;

  /// `workspace.time`: the look ends then.
  private static final Duration TIME = Duration.ofSeconds(2);

  private static final Set<String> NOT_ENTERED =
      Set.of("node_modules", "target", "build", "dist", "venv", "__pycache__");

  /// @param file where it was found
  /// @param modified as its file system says
  public record Now(Path file, long sizeBytes, Instant modified) {}

  /// @param isOwn folders and files of clew itself
  public static FolderFiles in(Path folder, Predicate<Path> isOwn) {
    Look look = new Look(folder, isOwn);
    FileTree.walk(folder, FileTree.MAX_DEPTH, look);
    return new FolderFiles(look.found, look.isWhole);
  }

  /// Hidden folders, those that tools fill by the thousand, and other file systems are not entered.
  public static boolean isEntered(Path folder, boolean isOtherFileSystem) {
    String name = String.valueOf(folder.getFileName());
    return !isOtherFileSystem && !name.startsWith(".") && !NOT_ENTERED.contains(name);
  }

  private static final class Look implements FileTree.Guest {
    private final Path folder;
    private final Predicate<Path> isOwn;
    private final long until = System.nanoTime() + TIME.toNanos();
    private final SortedMap<String, Now> found = new TreeMap<>();
    private boolean isWhole = true;

    Look(Path folder, Predicate<Path> isOwn) {
      this.folder = folder;
      this.isOwn = isOwn;
    }

    @Override
    public boolean goesOn() {
      isWhole &= System.nanoTime() - until <= 0 && found.size() <= FILES;
      return isWhole;
    }

    @Override
    public boolean enters(Path path, boolean isOtherFileSystem) {
      return isEntered(path, isOtherFileSystem) && !isOwn.test(path);
    }

    @Override
    public void take(Path file, BasicFileAttributes attributes) {
      if (!isOwn.test(file)) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        found.put(folder.relativize(file).toString(), new Now(file, attributes.size(), modified));
      }
    }

    @Override
    public void tooDeep(Path path) {
      // Neither does the list of the start have what is below it.
    }

    @Override
    public void pseudo(Path path, String type) {
      // Nor these.
    }
  }
}
