package dev.clew.runs.disk;

import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files by the SHA-256 of what is in them: `ab/ab12…`.
///
/// @param folder that they are below
public record FileStore(Path folder) {
  /// Hidden, so that it is no part of a workspace.
  private static final String BESIDE_LEDGERS = ".blobs";

  private static final String IN_DATA = "blobs";

  /// Where the runs whose ledgers are in a folder have kept files.
  public static FileStore beside(Path ledgers) {
    return new FileStore(ledgers.resolve(BESIDE_LEDGERS));
  }

  /// Of a server.
  public static FileStore inData(Path data) {
    return new FileStore(data.resolve(IN_DATA));
  }

  /// Copies a file to where none is yet.
  ///
  /// @return false when it is not here
  public boolean copy(Digest sha256, Path target) throws IOException {
    if (!Files.isRegularFile(file(sha256))) {
      return false;
    }
    Files.copy(file(sha256), target);
    return true;
  }

  public Path folderOf(Digest sha256) {
    return folder.resolve(sha256.hex().substring(0, 2));
  }

  /// Where the file is, if it is there.
  public Path file(Digest sha256) {
    return folderOf(sha256).resolve(sha256.hex());
  }
}
