package dev.clew.ledgerfile;

import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A file and its lock on the way to a [FileLedger]. Closed before it is done, it lets both go.
final class LockedFile implements AutoCloseable {
  private final DiskFile file;
  private Disk.@Nullable Lock lock;
  private boolean done;

  LockedFile(DiskFile file) {
    this.file = file;
  }

  DiskFile file() {
    return file;
  }

  void lock(Disk disk, Path path) throws IOException {
    lock = disk.lock(path);
  }

  FileLedger done(BiFunction<DiskFile, Disk.Lock, FileLedger> constructor) {
    if (lock == null) {
      throw new IllegalStateException("not locked");
    }
    FileLedger ledger = constructor.apply(file, lock);
    done = true;
    return ledger;
  }

  @Override
  public void close() throws IOException {
    if (done) {
      return;
    }
    Disk.Lock taken = lock;
    try (file) {
      if (taken != null) {
        taken.close();
      }
    }
  }
}
