package dev.clew.runs.file;

import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that clew names, of what a run did. They are there whole or not at all: written beside
/// their place, then moved to it.
public final class OutputFile {
  private OutputFile() {}

  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Only the owner of a file may read it, as the ledger beside it. What a user names is written by
  /// [NamedFile].
  public static void write(Path path, Content content) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path beside = path.resolveSibling(path.getFileName() + ".part");
    try {
      Files.deleteIfExists(beside);
      Files.createFile(beside, LocalDisk.ownerOnly());
      try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(beside))) {
        content.writeTo(out);
      }
      try {
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
