package dev.clew.server.artifact;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.server.http.Problem;
import dev.clew.store.Blob;
import dev.clew.store.BlobDigest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Looks at all bytes of a file before they are given. Of large files it takes a while: few of them
/// at once, so that there is a worker for all else. Thread-safe.
final class Verification {
  /// Up to here a file is not large.
  static final long SMALL_BYTES = 8L << 20;

  /// `artifact.verifying`: so many large files at once.
  static final int MOST_LARGE = 2;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final Semaphore large = new Semaphore(MOST_LARGE);

  /// @throws Problem.Raised when it is not what was put, or when too many are looked at already
  void requireWhole(Blob blob) {
    if (blob.size() <= SMALL_BYTES) {
      read(blob);
      return;
    }
    if (!large.tryAcquire()) {
      throw Problem.busy(
              "artifact.verifying", "other large files are being verified already", TRY_AGAIN)
          .raised();
    }
    try {
      read(blob);
    } finally {
      large.release();
    }
  }

  private static void read(Blob blob) {
    try (InputStream in = blob.open(0)) {
      if (BlobDigest.of(in).equals(blob.sha256())) {
        return;
      }
    } catch (IOException e) {
      // It cannot be read: said as what it is not.
    }
    throw Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "artifact.damaged",
            "what the store has of this file is not what was put; it is not given")
        .raised();
  }
}
