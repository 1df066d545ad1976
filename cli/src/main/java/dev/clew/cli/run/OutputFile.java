package dev.clew.cli.run;

import dev.clew.ledgerfile.LocalDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Files that are there whole or not at all: written beside their place, then moved to it.
public final class OutputFile {
  private OutputFile() {}

  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// A file that the user has named: with the mode of the file that it replaces, else by the umask.
  public static void write(Path path, Content content) throws IOException {
    write(path, content, false);
  }

  /// A file that clew has named, of what a run did: only its owner may read it, as the ledger
  /// beside it.
  public static void writeOwn(Path path, Content content) throws IOException {
    write(path, content, true);
  }

  private static void write(Path path, Content content, boolean isOwn) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path beside = path.resolveSibling(path.getFileName() + ".part");
    try {
      create(beside, path, isOwn);
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

  private static void create(Path beside, Path path, boolean isOwn) throws IOException {
    Files.deleteIfExists(beside);
    if (isOwn) {
      Files.createFile(beside, LocalDisk.ownerOnly());
      return;
    }
    Files.createFile(beside);
    PosixFileAttributeView before = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (before != null && Files.isRegularFile(path)) {
      Files.setPosixFilePermissions(beside, before.readAttributes().permissions());
    }
  }
}
