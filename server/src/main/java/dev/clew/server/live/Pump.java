package dev.clew.server.live;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Writes server-sent events (HTML Living Standard, 9.2) to one reader. What is due is fetched when
/// the reader has taken what came before, so that nothing is queued for one who is slow; one who
/// takes nothing for too long is dropped, and comes again with the id of the last event that it
/// has.
final class Pump {
  private static final String HEARTBEAT = ": still here\n\n";

  /// Gives what is due, as text of one or several events; null when nothing is. Asked by one thread
  /// at a time, which may block.
  interface Source {
    @Nullable String next();
  }

  private final HttpResponseWriter writer = HttpResponse.streaming();
  private final Executor work;
  private final Duration stallTime;
  private final BooleanSupplier isAllowed;
  private final Source source;
  private final AtomicInteger wishes = new AtomicInteger();
  private volatile boolean isTaken = true;
  private volatile long writtenAt = System.nanoTime();

  /// @param isAllowed whether its reader may still read
  Pump(Executor work, Duration stallTime, BooleanSupplier isAllowed, Source source) {
    this.work = work;
    this.stallTime = stallTime;
    this.isAllowed = isAllowed;
    this.source = source;
    writer.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build());
  }

  HttpResponseWriter response() {
    return writer;
  }

  /// Something may be due.
  void wake() {
    if (wishes.getAndIncrement() > 0) {
      return;
    }
    try {
      work.execute(this::turns);
    } catch (RejectedExecutionException busy) {
      // The next heartbeat tries again.
      wishes.set(0);
    }
  }

  private void turns() {
    int granted = wishes.get();
    do {
      try {
        turn();
      } catch (RuntimeException e) {
        writer.abort(e);
        return;
      }
      granted = wishes.addAndGet(-granted);
    } while (granted > 0);
  }

  private void turn() {
    if (!isTaken || !writer.isOpen()) {
      return;
    }
    if (!isAllowed.getAsBoolean()) {
      end();
      return;
    }
    String due = source.next();
    if (due != null) {
      write(due);
    }
  }

  /// Not before what was written last is taken.
  private void write(String text) {
    isTaken = false;
    writtenAt = System.nanoTime();
    if (!writer.tryWrite(HttpData.ofUtf8(text))) {
      return;
    }
    var _ =
        writer
            .whenConsumed()
            .thenRun(() -> {
              isTaken = true;
              wake();
            });
  }

  /// To be called now and then, on one thread.
  void beat() {
    if (!isTaken) {
      if (System.nanoTime() - writtenAt > stallTime.toNanos()) {
        writer.abort(new CancellationException("the reader takes nothing"));
      }
      return;
    }
    if (writer.tryWrite(HttpData.ofUtf8(HEARTBEAT))) {
      wake();
    }
  }

  void end() {
    writer.close();
  }
}
