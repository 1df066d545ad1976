package dev.clew.ledgerfile.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The port to the disk: the few operations that a ledger needs, so that a test can put a disk
/// there that tears, fails and forgets. Thread-safe; a [DiskFile] is not.
public interface Disk {

  /// Makes a file that did not exist, readable by its owner only, and opens it for writing.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when the name is taken
  DiskFile create(Path file) throws IOException;

  /// Opens an existing file for reading and for writing at its end.
  DiskFile open(Path file) throws IOException;

  /// Opens an existing file for reading only.
  DiskFile openToRead(Path file) throws IOException;

  /// Returns when the names in the directory survive a power cut.
  void forceDirectory(Path directory) throws IOException;

  /// The files of the directory, by name.
  List<Path> list(Path directory) throws IOException;

  /// Takes the writer's lock of a file at once or not at all. It ends with [Lock#close] or with the
  /// process, however that ends.
  ///
  /// @throws LockHeld when another writer has it
  Lock lock(Path file) throws IOException;

  /// Whether some living process, or this one, holds the writer's lock of the file.
  boolean isLocked(Path file) throws IOException;

  /// Held while its owner may write.
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /// Another writer holds the lock.
  final class LockHeld extends IOException {
    /// @param owner who holds it, in words
    public LockHeld(String owner) {
      super(owner);
    }
  }

  /// There is no room for what was to be written. A part of it may be there.
  final class Full extends IOException {
    public Full(String message, IOException cause) {
      super(message, cause);
    }
  }
}
