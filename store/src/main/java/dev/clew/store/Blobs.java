package dev.clew.store;

import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/// Keeps the bytes of the files of runs, by their SHA-256, in a [RunStore]. Each belongs to the
/// runs that it was put for and goes with the last of them. The same bytes are kept once; yet a
/// namespace sees only what was put for a run of its own: that a run names a digest proves nothing,
/// and what others have must not show. Thread-safe. `BlobContract` of `store-tck` tests what all of
/// them promise.
public interface Blobs {

  /// Looks at all bytes of a blob before anybody sees it.
  @FunctionalInterface
  interface Inspection {
    Inspection NONE = bytes -> {};

    /// @throws RuntimeException any, which keeps the blob out: none of its bytes is kept
    void inspect(InputStream bytes) throws IOException;
  }

  /// Takes bytes of a blob. What is answered is durable. Nobody sees it before it is whole and
  /// verified. An upload that begins anew, at 0, takes the place of one that was there; at all
  /// other offsets it goes on where that one is ([#state]). Of a blob that the namespace has
  /// already, no bytes need to come: at the offset of its size the run is given it.
  ///
  /// @param offset of the first of these bytes
  /// @throws IllegalArgumentException when the bytes go past the size
  /// @throws StoreFault when they could not be written
  BlobPut put(
      BlobUpload upload, long offset, byte[] bytes, BlobLimits limits, Inspection inspection);

  /// What a run has of a blob; nothing of a run that is not there.
  BlobState state(RunKey run, Digest sha256);

  /// A blob that a run of that namespace was given.
  Optional<Blob> find(String namespace, Digest sha256);

  /// The digests of all blobs that a run was given.
  SortedSet<Digest> of(RunKey run);

  /// What is left of a blob that the namespace had, and has not any more.
  Optional<BlobTombstone> tombstone(String namespace, Digest sha256);

  /// Forgets uploads to which nothing came since then.
  ///
  /// @param most so many at once
  /// @return how many there were
  int expireUploads(Instant before, int most);
}
