package dev.clew.ledgerfile.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// The disk of this machine.
public final class LocalDisk implements Disk {

  @Override
  public DiskFile create(Path file) throws IOException {
    Files.createFile(file, ownerOnly());
    return LocalFile.writable(file);
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return LocalFile.writable(file);
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return LocalFile.readable(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    Uninterrupted.run(() -> {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    });
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Override
  public Lock lock(Path file) throws IOException {
    return LocalLock.take(file);
  }

  @Override
  public boolean isLocked(Path file) throws IOException {
    return LocalLock.isHeld(file);
  }

  /// Mode 0600 where the file system knows modes: a ledger is redacted, and still nobody else's
  /// business.
  public static FileAttribute<?>[] ownerOnly() {
    return only("rw-------");
  }

  /// Of a folder that only its owner may look into.
  public static FileAttribute<?>[] folderOfOwner() {
    return only("rwx------");
  }

  private static FileAttribute<?>[] only(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
