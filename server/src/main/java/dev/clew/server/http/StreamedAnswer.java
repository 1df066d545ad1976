package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An answer that is written while it is read, so that it is never in memory as a whole. Its writer
/// waits for its reader, and gives up a reader who takes nothing for too long.
public final class StreamedAnswer {
  private static final int PART_BYTES = 64 << 10;

  private StreamedAnswer() {}

  /// Writes the content. What it throws cuts the answer off, and the reader notices.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public static HttpResponse of(
      Exchange exchange,
      ResponseHeaders headers,
      Workers workers,
      Duration stallTime,
      Content content) {
    exchange.context().clearRequestTimeout();
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(headers);
    workers
        .writers()
        .execute(() -> {
          try (Parts out = new Parts(writer, stallTime)) {
            content.writeTo(out);
            out.end();
          } catch (Throwable e) {
            writer.abort(e);
          }
        });
    return writer;
  }

  /// Not thread-safe.
  private static final class Parts extends OutputStream {
    private final HttpResponseWriter writer;
    private final Duration stallTime;
    private final byte[] part = new byte[PART_BYTES];
    private int size;

    Parts(HttpResponseWriter writer, Duration stallTime) {
      this.writer = writer;
      this.stallTime = stallTime;
    }

    @Override
    public void write(int one) throws IOException {
      if (size == part.length) {
        send();
      }
      part[size++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int at = from;
      int left = count;
      while (left > 0) {
        if (size == part.length) {
          send();
        }
        int fitting = Math.min(left, part.length - size);
        System.arraycopy(bytes, at, part, size, fitting);
        size += fitting;
        at += fitting;
        left -= fitting;
      }
    }

    private void send() throws IOException {
      if (size == 0) {
        return;
      }
      if (!writer.tryWrite(HttpData.wrap(Arrays.copyOf(part, size)))) {
        throw new IOException("the reader is gone");
      }
      size = 0;
      try {
        writer.whenConsumed().get(stallTime.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new IOException("the reader takes nothing", e);
      } catch (ExecutionException e) {
        throw new IOException("the reader is gone", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the server goes down");
      }
    }

    void end() throws IOException {
      send();
      writer.close();
    }
  }
}
