package dev.clew.storesql.blob;

import dev.clew.core.digest.Digest;

/// A blob on its way, as the table of uploads has it.
///
/// @param number never that of another
/// @param size of the whole
/// @param received so many bytes of it are durable
public record UploadRow(long number, Digest sha256, long size, long received) {
  UploadRow received(long bytes) {
    return new UploadRow(number, sha256, size, bytes);
  }

  boolean isWhole() {
    return received == size;
  }
}
