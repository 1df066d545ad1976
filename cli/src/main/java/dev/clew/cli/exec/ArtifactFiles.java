package dev.clew.cli.exec;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The files that globs match now. Links are not followed and count as no files.
record ArtifactFiles(SortedMap<Path, FileStamp> files, boolean isOverLimit) {

  /// @param isOwn files of clew itself, which are nobody's artifacts
  static ArtifactFiles matching(List<Glob> globs, Predicate<Path> isOwn) {
    Visitor visitor = new Visitor(globs, isOwn);
    for (Glob glob : globs) {
      if (visitor.isOver) {
        break;
      }
      if (Files.isDirectory(glob.base())) {
        visitor.walk(glob);
      }
    }
    return new ArtifactFiles(visitor.found, visitor.isOver);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final List<Glob> globs;
    private final Predicate<Path> isOwn;
    private final SortedMap<Path, FileStamp> found = new TreeMap<>();
    private boolean isOver;

    Visitor(List<Glob> globs, Predicate<Path> isOwn) {
      this.globs = globs;
      this.isOwn = isOwn;
    }

    void walk(Glob glob) {
      try {
        Files.walkFileTree(glob.base(), EnumSet.noneOf(FileVisitOption.class), glob.depth(), this);
      } catch (IOException e) {
        // The folder went away: its files are not there.
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isRegularFile() || isOwn.test(file) || !isWanted(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!found.containsKey(file) && found.size() == ExecLimits.ARTIFACT_FILES) {
        isOver = true;
        return FileVisitResult.TERMINATE;
      }
      found.put(file, FileStamp.of(attributes));
      return FileVisitResult.CONTINUE;
    }

    private boolean isWanted(Path file) {
      return globs.stream().anyMatch(glob -> glob.matches(file));
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
}
