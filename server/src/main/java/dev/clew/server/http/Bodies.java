package dev.clew.server.http;

import com.github.luben.zstd.ZstdInputStream;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Takes bodies in: as many at once as fit, and each only as far as its limit, compressed or not.
/// Thread-safe.
public final class Bodies {
  private static final Duration SOON = Duration.ofSeconds(1);

  /// 8 MiB, which is what `zstd -19` needs; more would be memory by the sender's word.
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int PART_BYTES = 64 << 10;

  private final Limits limits;
  private final AtomicLong open = new AtomicLong();

  public Bodies(Limits limits) {
    this.limits = limits;
  }

  /// The body as it comes. What it takes is counted until it is given back by [#release].
  ///
  /// @param most bytes that it may have, if that is less than of any body
  CompletableFuture<Taken> taken(HttpRequest request, int most) {
    int limit = Math.min(most, limits.bodyBytes());
    long announced = request.headers().contentLength();
    if (announced > limit) {
      return CompletableFuture.failedFuture(tooLarge(limit, announced).raised());
    }
    AtomicLong own = new AtomicLong();
    AtomicReference<@Nullable Problem> refused = new AtomicReference<>();
    HttpRequest counted =
        request.peekData(part -> {
          long total = own.addAndGet(part.length());
          boolean isFull = open.addAndGet(part.length()) > limits.bodiesBytes();
          if (total > limit || isFull) {
            Problem problem = total > limit ? tooLarge(limit, total) : tooMany();
            refused.compareAndSet(null, problem);
            throw problem.raised();
          }
        });
    CompletableFuture<Taken> taken = new CompletableFuture<>();
    var _ =
        counted
            .aggregate()
            .whenComplete((whole, fault) -> {
              Problem problem = refused.get();
              if (problem != null || fault != null) {
                open.addAndGet(-own.get());
                taken.completeExceptionally(problem != null ? problem.raised() : fault);
              } else {
                taken.complete(new Taken(whole, limit, own));
              }
            });
    return taken;
  }

  /// A body that is in memory.
  ///
  /// @param limit in bytes, after decompression too
  /// @param counted how many bytes of it and of what was made of it are counted
  record Taken(AggregatedHttpRequest request, int limit, AtomicLong counted) {}

  void release(Taken taken) {
    open.addAndGet(-taken.counted().getAndSet(0));
  }

  /// What stands in it.
  byte[] content(Taken taken, Route.Framing framing) {
    return switch (framing) {
      case HTTP -> content(taken);
      case GRPC -> message(taken);
    };
  }

  private byte[] content(Taken taken) {
    String encoding =
        taken
            .request()
            .headers()
            .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    byte[] sent = taken.request().content().array();
    return switch (encoding) {
      case "identity", "" -> sent;
      case "gzip", "x-gzip" -> opened(taken, 0, GZIPInputStream::new);
      case "zstd" -> opened(taken, 0, in -> new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG));
      default ->
          throw Problem.of(
                  HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                  "body.encoding",
                  "a body is sent as it is, or with gzip, or with zstd")
              .header("accept-encoding", "gzip, zstd")
              .raised();
    };
  }

  /// The one message of a call.
  private byte[] message(Taken taken) {
    byte[] sent = taken.request().content().array();
    boolean isWhole =
        sent.length >= Grpc.PREFIX_BYTES
            && ByteBuffer.wrap(sent).getInt(1) == sent.length - Grpc.PREFIX_BYTES
            && (sent[0] == 0 || sent[0] == 1);
    if (!isWhole) {
      throw Problem.badRequest("grpc.frame", "a call has one message, with its length before it")
          .raised();
    }
    if (sent[0] == 0) {
      return Arrays.copyOfRange(sent, Grpc.PREFIX_BYTES, sent.length);
    }
    if (!"gzip".equals(taken.request().headers().get(Grpc.ENCODING))) {
      throw Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "body.encoding",
              "a message is sent as it is, or with gzip")
          .raised();
    }
    return opened(taken, Grpc.PREFIX_BYTES, GZIPInputStream::new);
  }

  private interface Opening {
    InputStream open(InputStream in) throws IOException;
  }

  /// @param from where what is compressed begins
  private byte[] opened(Taken taken, int from, Opening opening) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] sent = taken.request().content().array();
    try (InputStream in = opening.open(new ByteArrayInputStream(sent, from, sent.length - from))) {
      byte[] part = new byte[PART_BYTES];
      for (int size = in.read(part); size >= 0; size = in.read(part)) {
        if (all.size() + size > taken.limit()) {
          throw tooLarge(taken.limit(), all.size() + (long) size).raised();
        }
        taken.counted().addAndGet(size);
        if (open.addAndGet(size) > limits.bodiesBytes()) {
          throw tooMany().raised();
        }
        all.write(part, 0, size);
      }
      return all.toByteArray();
    } catch (IOException e) {
      throw Problem.badRequest("body.encoding", "the body is not compressed as it says").raised();
    }
  }

  private static Problem tooMany() {
    return Problem.busy("server.bodies", "too much is on its way in", SOON);
  }

  private static Problem tooLarge(int limit, long actual) {
    return Problem.overLimit(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "body.bytes",
        "the body is over the limit, which holds after decompression too",
        limit,
        actual);
  }
}
