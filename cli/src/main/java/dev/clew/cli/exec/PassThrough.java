package dev.clew.cli.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Passes one stream of the command on, byte for byte and as soon as it comes, and then gives it to
/// be recorded. When nobody reads it any more, the command's end is closed, as it would be without
/// clew.
final class PassThrough {
  private static final int BUFFER_BYTES = 64 << 10;

  private final OutputStreamName name;
  private final InputStream in;
  private final PrintStream out;
  private final OutputQueue queue;
  private final Thread thread;
  private final AtomicLong bytes = new AtomicLong();
  private final InstantSource clock;
  private volatile boolean isCutOff;
  private volatile boolean isRefused;
  private volatile @Nullable Instant lastAt;

  private PassThrough(
      OutputStreamName name,
      InputStream in,
      PrintStream out,
      OutputQueue queue,
      InstantSource clock) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.queue = queue;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("clew-" + name.wire()).unstarted(this::copy);
  }

  static PassThrough start(
      OutputStreamName name,
      InputStream in,
      PrintStream out,
      OutputQueue queue,
      InstantSource clock) {
    PassThrough pass = new PassThrough(name, in, out, queue, clock);
    pass.thread.start();
    return pass;
  }

  private void copy() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        lastAt = clock.instant();
        out.write(buffer, 0, count);
        out.flush();
        bytes.addAndGet(count);
        queue.put(name, buffer, count);
        if (out.checkError()) {
          isRefused = true;
          return;
        }
      }
    } catch (IOException e) {
      // Closed by us, or the pipe is gone: there is no more.
    }
  }

  /// Waits until everything has come.
  ///
  /// @return whether it has
  boolean await(long millis) throws InterruptedException {
    thread.join(Math.max(1, millis));
    return !thread.isAlive();
  }

  /// Stops reading although somebody may still write.
  void cutOff() throws InterruptedException {
    isCutOff = true;
    try {
      in.close();
    } catch (IOException e) {
      // It is not read any more either way.
    }
    thread.join(200);
  }

  /// How many came.
  long bytes() {
    return bytes.get();
  }

  /// When the last of them came; null when none did.
  @Nullable Instant lastAt() {
    return lastAt;
  }

  /// Whether somebody still had the other end when clew stopped reading.
  boolean isCutOff() {
    return isCutOff;
  }

  /// Whether clew's own output was closed by whoever read it.
  boolean isRefused() {
    return isRefused;
  }
}
