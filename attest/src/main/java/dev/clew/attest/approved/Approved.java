package dev.clew.attest.approved;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the approved definitions are: a file, a folder, or a revision of git. Nothing of it is
/// ever written to.
public sealed interface Approved permits ApprovedFile, ApprovedFolder, ApprovedRevision {

  /// An approved file.
  ///
  /// @param where as a user would name it: a path, or `REV:PATH`
  record Found(String where, Digest sha256) {}

  /// As the user named it.
  String shown();

  /// Those of the run that there can be an approved one of.
  ///
  /// @throws Refusal when there are none
  List<CapturedDefinition> concerned(List<CapturedDefinition> captured, RunPlaces places);

  /// Null when there is none of it.
  ///
  /// @throws Refusal when it cannot be said
  @Nullable Found find(CapturedDefinition definition, RunPlaces places);

  /// @param wanted a file, a folder, else a revision
  static Approved of(String wanted) {
    Path path;
    try {
      path = Path.of(wanted);
    } catch (InvalidPathException e) {
      throw Refusal.invalid(wanted + ": this is neither a path nor a revision");
    }
    if (Files.isDirectory(path)) {
      return new ApprovedFolder(path);
    }
    return Files.exists(path) ? new ApprovedFile(path) : new ApprovedRevision(wanted);
  }

  /// A file on the disk.
  static Found read(Path file) {
    try {
      return new Found(file.toString(), FileDigest.following(file));
    } catch (IOException e) {
      throw Refusal.invalid("cannot read " + file + ": " + DiskFault.reason(e));
    }
  }
}
