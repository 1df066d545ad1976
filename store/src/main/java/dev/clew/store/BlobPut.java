package dev.clew.store;

import dev.clew.core.digest.Digest;

/// What became of bytes that were given to [Blobs#put].
public sealed interface BlobPut {
  /// They are durable, and more has to come behind them.
  ///
  /// @param offset where
  record Partial(long offset) implements BlobPut {}

  /// The run has the whole, verified and durable.
  ///
  /// @param isNew whether it had not before
  record Stored(boolean isNew) implements BlobPut {}

  /// They do not go on where the upload is, or are of a blob of another size than the one that is
  /// kept. Nothing was changed.
  ///
  /// @param offset where it is
  record OtherOffset(long offset) implements BlobPut {}

  /// All bytes came, and are not what was said. None is kept.
  ///
  /// @param actual their digest
  record OtherDigest(Digest actual) implements BlobPut {}

  /// A limit does not let it in. No more was kept of it than before; when its last bytes came, all
  /// that was kept of it was dropped.
  ///
  /// @param name of the limit
  /// @param actual what it would be with this blob
  record OverLimit(String name, long limit, long actual) implements BlobPut {}

  /// There is no such run: it has not begun, or was removed.
  record NoRun() implements BlobPut {}
}
