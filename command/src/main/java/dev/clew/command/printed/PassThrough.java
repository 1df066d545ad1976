package dev.clew.command.printed;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Passes one stream of the command on, byte for byte and as soon as it comes, and gives it to be
/// recorded. One thread does nothing but read, so that what it notes is the time of the bytes and
/// not of whoever takes them. When nobody reads clew's own output any more, the command's end is
/// closed, as it would be without clew.
public final class PassThrough {
  private static final int BUFFER_BYTES = 64 << 10;

  /// What was read and is not passed on yet: the command waits for a slow terminal.
  private static final int PASSING_BYTES = 1 << 20;

  private static final int LOOK_MILLIS = 20;

  private final OutputStreamName name;
  private final InputStream in;
  private final PrintStream out;
  private final OutputQueue recording;
  private final OutputQueue passing = new OutputQueue(PASSING_BYTES);
  private final InstantSource clock;
  private final Thread reader;
  private final Thread writer;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean isRefused;
  private volatile @Nullable Instant lastAt;

  private PassThrough(
      OutputStreamName name,
      InputStream in,
      PrintStream out,
      OutputQueue recording,
      InstantSource clock) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.recording = recording;
    this.clock = clock;
    this.reader = thread("clew-read-" + name.wire(), this::read);
    this.writer = thread("clew-" + name.wire(), this::passOn);
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }

  /// @param recording takes what was read, too
  public static PassThrough start(
      OutputStreamName name,
      InputStream in,
      PrintStream out,
      OutputQueue recording,
      InstantSource clock) {
    PassThrough pass = new PassThrough(name, in, out, recording, clock);
    pass.reader.start();
    pass.writer.start();
    return pass;
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (in) {
      for (int count = in.read(buffer); count >= 0 && !isRefused; count = in.read(buffer)) {
        Instant at = clock.instant();
        lastAt = at;
        bytes.addAndGet(count);
        OutputQueue.Piece piece = new OutputQueue.Piece(name, Arrays.copyOf(buffer, count), at);
        passing.put(piece);
        recording.put(piece);
      }
    } catch (IOException e) {
      // Closed by us, or the pipe is gone: there is no more.
    } finally {
      passing.close();
    }
  }

  private void passOn() {
    try {
      while (!passing.isDone()) {
        OutputQueue.Piece piece = passing.poll(Long.MAX_VALUE);
        if (piece != null) {
          out.write(piece.bytes(), 0, piece.bytes().length);
          out.flush();
          if (out.checkError()) {
            isRefused = true;
            passing.discard();
            in.close();
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // It is not read any more either way.
    }
  }

  /// Waits until everything has come and was passed on, however slowly it is taken.
  ///
  /// @param millis how long more is waited for that somebody may still write
  /// @return whether everything has come
  public boolean await(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (reader.isAlive() && (passing.isFull() || System.nanoTime() < until)) {
      reader.join(LOOK_MILLIS);
    }
    if (reader.isAlive()) {
      return false;
    }
    writer.join();
    return true;
  }

  /// Stops reading although somebody may still write.
  public void cutOff() throws InterruptedException {
    try {
      in.close();
    } catch (IOException e) {
      // It is not read any more either way.
    }
    reader.join(200);
  }

  /// How many came.
  public long bytes() {
    return bytes.get();
  }

  /// When the last of them came; null when none did.
  public @Nullable Instant lastAt() {
    return lastAt;
  }
}
