package dev.clew.runs.disk;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// Goes through the regular files below a folder. Links are not followed; what cannot be read is
/// left out; what the kernel only shows as files (`/proc`, `/sys`) is not entered, because such a
/// file has no size, may never end, and its reading may do something.
public final class FileTree extends SimpleFileVisitor<Path> {
  /// `snapshot.depth`: folders below the working folder.
  public static final int MAX_DEPTH = 6;

  private final Path root;
  private final Guest guest;
  private final @Nullable Long device;

  private FileTree(Path root, Guest guest) {
    this.root = root;
    this.guest = guest;
    this.device = FileSystemType.deviceOf(root);
  }

  /// Whoever wants the files.
  public interface Guest {
    /// Whether the walk goes on.
    boolean goesOn();

    /// @param isOtherFileSystem than that of the folder where the walk began
    boolean enters(Path folder, boolean isOtherFileSystem);

    void take(Path file, BasicFileAttributes attributes);

    /// A folder below the depth of the walk.
    void tooDeep(Path folder);

    /// A folder that is none of a disk.
    void pseudo(Path folder, String type);
  }

  /// @param depth of folders below the root
  public static void walk(Path root, int depth, Guest guest) {
    FileTree tree = new FileTree(root, guest);
    try {
      Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), depth, tree);
    } catch (IOException e) {
      // The root went away: its files are not there.
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (!guest.goesOn()) {
      return FileVisitResult.TERMINATE;
    }
    boolean isRoot = folder.equals(root);
    boolean isOther = !isRoot && isOther(folder);
    String pseudo = isRoot || isOther ? FileSystemType.pseudo(folder) : null;
    if (pseudo != null) {
      guest.pseudo(folder, pseudo);
      return FileVisitResult.SKIP_SUBTREE;
    }
    return isRoot || guest.enters(folder, isOther)
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  private boolean isOther(Path folder) {
    Long own = FileSystemType.deviceOf(folder);
    return own != null && device != null && !own.equals(device);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!guest.goesOn()) {
      return FileVisitResult.TERMINATE;
    }
    if (attributes.isDirectory()) {
      guest.tooDeep(file);
    } else if (attributes.isRegularFile()) {
      guest.take(file, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}
