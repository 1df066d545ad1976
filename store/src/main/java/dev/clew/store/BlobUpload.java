package dev.clew.store;

import dev.clew.core.digest.Digest;

/// What somebody is about to give a run.
///
/// @param run that the file belongs to, and goes with
/// @param sha256 that all its bytes must have
/// @param size of the whole, in bytes
public record BlobUpload(RunKey run, Digest sha256, long size) {
  public BlobUpload {
    if (size < 0) {
      throw new IllegalArgumentException("a size of " + size + " bytes");
    }
  }
}
