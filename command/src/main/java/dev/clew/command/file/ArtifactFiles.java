package dev.clew.command.file;

import dev.clew.command.journal.ExecLimits;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.runs.disk.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The files that globs match now. Links are not followed and count as no files.
///
/// @param overLimit the limit at which the look ended, with files left; null when it saw them all
record ArtifactFiles(SortedMap<Path, FileStamp> files, @Nullable OverLimit overLimit) {

  /// @param isOwn files of clew itself, which are nobody's artifacts
  /// @param limit of the look, which may be at a tree without end
  static ArtifactFiles matching(
      List<FilePattern> globs, Predicate<Path> isOwn, ExecLimits.NamedTime limit) {
    Look look = new Look(globs, isOwn, limit);
    // The narrow ones first, so that one without end leaves them their time.
    List<FilePattern> narrowFirst =
        globs.stream()
            .sorted(
                Comparator.comparingInt((FilePattern glob) -> glob.base().getNameCount())
                    .reversed())
            .toList();
    for (FilePattern glob : narrowFirst) {
      if (Files.isDirectory(glob.base())) {
        FileTree.walk(glob.base(), glob.depth(), look);
      }
    }
    return new ArtifactFiles(look.found, look.over);
  }

  boolean isWhole() {
    return overLimit == null;
  }

  private static final class Look implements FileTree.Guest {
    private final List<FilePattern> globs;
    private final Predicate<Path> isOwn;
    private final ExecLimits.NamedTime limit;
    private final long until;
    private final SortedMap<Path, FileStamp> found = new TreeMap<>();
    private @Nullable OverLimit over;

    Look(List<FilePattern> globs, Predicate<Path> isOwn, ExecLimits.NamedTime limit) {
      this.globs = globs;
      this.isOwn = isOwn;
      this.limit = limit;
      this.until = System.nanoTime() + limit.value().toNanos();
    }

    @Override
    public boolean goesOn() {
      if (over == null && System.nanoTime() - until > 0) {
        over = FileList.over(limit.name(), limit.value().toMillis());
      }
      return over == null;
    }

    @Override
    public boolean enters(Path folder, boolean isOtherFileSystem) {
      return true;
    }

    @Override
    public void take(Path file, BasicFileAttributes attributes) {
      if (isOwn.test(file) || globs.stream().noneMatch(glob -> glob.matches(file))) {
        return;
      }
      if (!found.containsKey(file) && found.size() == ExecLimits.ARTIFACT_FILES) {
        over = FileList.over("artifact.files", ExecLimits.ARTIFACT_FILES);
      } else {
        found.put(file, FileStamp.of(attributes));
      }
    }

    @Override
    public void tooDeep(Path folder) {
      // A glob matches nothing below its depth, or is as deep as `artifact.depth`.
    }

    @Override
    public void pseudo(Path folder, String type) {
      // No file there is an artifact.
    }
  }
}
