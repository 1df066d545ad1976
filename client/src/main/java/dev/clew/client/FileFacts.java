package dev.clew.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is known of a file: its path, and by a thread beside the job its size and digest.
///
/// @param shown relative to the working folder where it is below it, with `/`
record FileFacts(Path file, String shown) {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int IDLE_SECONDS = 10;
  private static final ThreadPoolExecutor READER = reader();

  private static ThreadPoolExecutor reader() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "clew-files");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  static FileFacts of(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = Path.of("").toAbsolutePath();
    Path shown = whole.startsWith(folder) ? folder.relativize(whole) : whole;
    return new FileFacts(whole, shown.toString().replace('\\', '/'));
  }

  /// Attributes of the artifact; one that says why when there is no digest.
  CompletableFuture<Members> read() {
    return CompletableFuture.supplyAsync(this::digested, READER);
  }

  private Members digested() {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        size += count;
      }
      return new Members()
          .with("size_bytes", size)
          .with("checksum", "sha256:" + HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      return new Members().with("checksum_missing", "it could not be read: " + e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Files that are being read. Thread-safe.
  static final class Pending {
    private final List<CompletableFuture<Void>> reads = new ArrayList<>();

    synchronized void add(CompletableFuture<Void> read) {
      reads.removeIf(CompletableFuture::isDone);
      reads.add(read);
    }

    private synchronized CompletableFuture<Void> all() {
      return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new));
    }

    /// @param until by [System#nanoTime]
    void await(long until) {
      try {
        all().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        // The run ends without them.
      }
    }
  }
}
