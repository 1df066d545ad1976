package dev.clew.runs.replay;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.runs.disk.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the folder of a run again out of the files that were kept of it. Nothing is written
/// outside of the folder, over a file that is there, or that has another digest than the list says.
/// Modes and times are not in the list.
public final class WorkspaceRestore {
  private final Path target;
  private final Bytes bytes;
  private int written;
  private int same;
  private final List<Left> left = new ArrayList<>();

  private WorkspaceRestore(Path target, Bytes bytes) {
    this.target = target;
    this.bytes = bytes;
  }

  /// Where the files come from.
  @FunctionalInterface
  public interface Bytes {
    /// Writes them into a file that is not there yet.
    ///
    /// @return false when they were not kept
    boolean copy(Digest sha256, Path file) throws IOException;
  }

  /// A file that is not there now.
  ///
  /// @param path as the list has it
  public record Left(String path, String why) {}

  /// @param written files
  /// @param same that were there already, as the list has them
  public record Outcome(int written, int same, List<Left> left) {
    public Outcome {
      left = List.copyOf(left);
    }
  }

  /// @param target is made if it is not there
  /// @throws Refusal when it cannot be
  public static Outcome into(Path target, List<ListedFile> files, Bytes bytes) {
    Path real;
    try {
      Files.createDirectories(target);
      real = target.toRealPath();
    } catch (IOException e) {
      throw Refusal.invalid("the folder " + target + " cannot be made: " + e.getMessage(), e);
    }
    WorkspaceRestore restore = new WorkspaceRestore(real, bytes);
    for (ListedFile file : files) {
      String why = restore.restored(file);
      if (why != null) {
        restore.left.add(new Left(file.path(), why));
      }
    }
    return new Outcome(restore.written, restore.same, restore.left);
  }

  /// @return why it is not there; null when it is
  private @Nullable String restored(ListedFile file) {
    String hex = file.sha256();
    if (hex == null) {
      return "it was listed without its digest";
    }
    try {
      Digest sha256 = new Digest(hex);
      Path place = place(file.path());
      return place == null ? "its name leads out of the folder" : restored(sha256, place);
    } catch (IllegalArgumentException e) {
      return "it is no file of this system";
    } catch (IOException e) {
      return "it cannot be written: " + e.getMessage();
    }
  }

  /// Null for a path that leads out of the folder, by its words or by a link.
  private @Nullable Path place(String path) throws IOException {
    Path place = target.resolve(path).normalize();
    Path parent = place.getParent();
    if (path.isEmpty() || parent == null || !parent.startsWith(target) || place.equals(target)) {
      return null;
    }
    if (!firstThere(parent).toRealPath().startsWith(target)) {
      return null;
    }
    Files.createDirectories(parent);
    return place;
  }

  /// The nearest folder above that is there, or a link in its place.
  private static Path firstThere(Path folder) {
    Path parent = folder.getParent();
    boolean isThere = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    return isThere || parent == null ? folder : firstThere(parent);
  }

  private @Nullable String restored(Digest sha256, Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      boolean isSame =
          Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
              && FileDigest.of(place, Files.size(place)).equals(sha256);
      same += isSame ? 1 : 0;
      return isSame ? null : "another file is there";
    }
    Path coming = place.resolveSibling("." + sha256.hex() + ".coming");
    try {
      if (!bytes.copy(sha256, coming)) {
        return "its bytes were not kept";
      }
      if (!FileDigest.of(coming, Files.size(coming)).equals(sha256)) {
        return "its bytes are damaged";
      }
      Files.move(coming, place);
      written++;
      return null;
    } finally {
      Files.deleteIfExists(coming);
    }
  }
}
