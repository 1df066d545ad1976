package dev.clew.store;

import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a file that a run has in its store, whole and verified.
///
/// @param sha256 of the bytes
/// @param size in bytes
/// @param content opens them
public record Blob(Digest sha256, long size, Content content) {

  /// Where the bytes come from.
  @FunctionalInterface
  public interface Content {
    /// The bytes from there to the end, as they are kept: whoever gives them on verifies them.
    ///
    /// @param from up to the size
    /// @throws IOException when they cannot be read, or are gone
    InputStream open(long from) throws IOException;
  }

  public InputStream open(long from) throws IOException {
    return content.open(from);
  }
}
