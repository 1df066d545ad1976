package dev.clew.ledgerfile.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The writer's lock: a lock of the operating system on a file beside the ledger, `….ledger.lock`,
/// which holds the writer's process id.
///
/// It is not on the ledger itself, because POSIX drops all locks that a process has on a file as
/// soon as the process closes *any* descriptor of it (fcntl(2), "Advisory record locking"): reading
/// one's own ledger would end the lock unseen. For the same reason the lock file is never opened
/// while this process holds it.
final class LocalLock implements Disk.Lock {
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MS = 10;

  /// The lock files that this process holds, by device and inode.
  private static final Set<Object> HELD = new HashSet<>();

  private final Path lockFile;
  private final Object identity;
  private final FileChannel channel;
  private boolean open = true;

  private LocalLock(Path lockFile, Object identity, FileChannel channel) {
    this.lockFile = lockFile;
    this.identity = identity;
    this.channel = channel;
  }

  static Path lockFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  /// Tries for a tenth of a second, because [#isHeld] of another process takes the lock for a
  /// moment.
  static LocalLock take(Path file) throws IOException {
    Path lockFile = lockFile(file);
    boolean interrupted = Thread.interrupted();
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        LocalLock lock = attempt(lockFile);
        if (lock != null) {
          return lock;
        }
        pause();
      }
      throw new Disk.LockHeld(owner(lockFile));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while taking the lock", e);
    }
  }

  private static @Nullable LocalLock attempt(Path lockFile) throws IOException {
    synchronized (HELD) {
      createIfAbsent(lockFile);
      Object identity = identity(lockFile);
      if (identity == null) {
        return null;
      }
      if (HELD.contains(identity)) {
        throw new Disk.LockHeld("this process, " + ProcessHandle.current().pid());
      }
      FileChannel channel;
      try {
        channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      } catch (NoSuchFileException justDeleted) {
        return null;
      }
      // The file may have been deleted, by the writer before us, between its opening and its lock.
      if (channel.tryLock() == null || !identity.equals(identity(lockFile))) {
        channel.close();
        return null;
      }
      channel.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid));
      HELD.add(identity);
      return new LocalLock(lockFile, identity, channel);
    }
  }

  private static void createIfAbsent(Path lockFile) throws IOException {
    try {
      Files.createFile(lockFile, LocalDisk.ownerOnly());
    } catch (FileAlreadyExistsException leftByAnother) {
      // Whether it is held is what the lock says, not whether the file is there.
    }
  }

  private static @Nullable Object identity(Path lockFile) throws IOException {
    try {
      Object key = Files.readAttributes(lockFile, BasicFileAttributes.class).fileKey();
      return key == null ? lockFile.toRealPath() : key;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static String owner(Path lockFile) {
    try {
      String pid = Files.readString(lockFile).strip();
      return pid.isEmpty() ? "another process" : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }

  static boolean isHeld(Path file) throws IOException {
    Path lockFile = lockFile(file);
    synchronized (HELD) {
      Object identity = identity(lockFile);
      if (identity == null) {
        return false;
      }
      if (HELD.contains(identity)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
          FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return shared == null;
      } catch (NoSuchFileException justDeleted) {
        return false;
      } catch (OverlappingFileLockException e) {
        return true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (!open) {
        return;
      }
      open = false;
      HELD.remove(identity);
      try (channel) {
        Files.deleteIfExists(lockFile);
      }
    }
  }
}
