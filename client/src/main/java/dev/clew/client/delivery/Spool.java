package dev.clew.client.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The folder of what waits for one server: a [Life] for each program that says something. Who dies
/// leaves its life behind, unlocked, for the next one. Thread-safe.
final class Spool {
  /// Detail has to leave so much of the limit to boundaries.
  private static final int SHARE_OF_BOUNDARIES = 8;

  private static final String LEFT = "left-";
  private static final int TRIES = 5;

  private final Path folder;
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final String process = process();

  /// @param limitBytes of all lives
  Spool(Path folder, long limitBytes) throws IOException {
    PrivateFiles.folder(folder);
    this.folder = folder;
    this.limitBytes = limitBytes;
    measure();
  }

  /// A process id alone comes again, in containers soon.
  private static String process() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + Long.toHexString(started) + "-";
  }

  /// Others write beside this process.
  void measure() {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
      usedBytes.set(bytes.get());
    } catch (IOException e) {
      // What was known before is the best that is known.
    }
  }

  long limitBytes() {
    return limitBytes;
  }

  boolean hasRoom(boolean isDetail, long bytes) {
    long limit = isDetail ? limitBytes - limitBytes / SHARE_OF_BOUNDARIES : limitBytes;
    return usedBytes.get() + bytes <= limit;
  }

  void grew(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  /// A life of this process.
  Life begin() throws IOException {
    for (int number = 0; number < TRIES; number++) {
      Path own = folder.resolve(process + UUID.randomUUID());
      PrivateFiles.folder(own);
      Life life = locked(own);
      if (life != null) {
        return life;
      }
    }
    throw new IOException("no folder could be locked in " + folder);
  }

  void end(Life life) throws IOException {
    life.close(folder.resolve(LEFT + UUID.randomUUID()));
  }

  /// One that nobody writes any more; null when there is none. Those of this process are left
  /// alone: to look at a lock from inside of its own process would unlock it (POSIX `fcntl`).
  @Nullable Life left() {
    measure();
    try (DirectoryStream<Path> lives = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path one : lives) {
        boolean isOwn = String.valueOf(one.getFileName()).startsWith(process);
        Life life = isOwn || !Files.exists(one.resolve(Life.LOCK)) ? null : takenOver(one);
        if (life != null) {
          return life;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It is looked for again.
    }
    return null;
  }

  /// Null also for what cannot be read, such as another user's.
  private static @Nullable Life takenOver(Path folder) {
    try {
      Life life = locked(folder);
      if (life != null) {
        life.takeOver();
      }
      return life;
    } catch (IOException e) {
      return null;
    }
  }

  /// Null when it is somebody else's.
  private static @Nullable Life locked(Path life) throws IOException {
    FileChannel lock;
    try {
      lock = PrivateFiles.file(life.resolve(Life.LOCK));
    } catch (NoSuchFileException e) {
      // Somebody has sent all of it meanwhile.
      return null;
    }
    try {
      if (lock.tryLock() != null) {
        return new Life(life, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has it.
    }
    lock.close();
    return null;
  }
}
