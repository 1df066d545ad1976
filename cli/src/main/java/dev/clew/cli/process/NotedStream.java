package dev.clew.cli.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text that is printed as UTF-8 and remembers why it could not be: a [PrintStream] only knows that
/// it could not. Flushed by hand.
final class NotedStream extends PrintStream {
  private final Noting noting;

  private NotedStream(Noting noting) {
    super(new java.io.BufferedOutputStream(noting, 8192), false, StandardCharsets.UTF_8);
    this.noting = noting;
  }

  static NotedStream of(OutputStream stream) {
    return new NotedStream(new Noting(stream));
  }

  /// The first failure; null when everything that was flushed has been taken.
  @Nullable IOException failure() {
    return noting.failure;
  }

  private static final class Noting extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    Noting(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }
  }
}
