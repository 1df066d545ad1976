package dev.clew.store;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How much may be kept of the files of runs; sizes in bytes.
///
/// @param blobBytes of one file
/// @param runBytes of all files of a run
/// @param runBlobs how many files a run may have
/// @param namespaceBytes of all files of a namespace, each counted once, and of those on their way
/// @param uploads how many may be on their way to a namespace at once
public record BlobLimits(
    long blobBytes, long runBytes, long runBlobs, long namespaceBytes, long uploads) {
  public static final String BLOB_BYTES = "artifact.bytes";
  public static final String RUN_BYTES = "artifact.run_bytes";
  public static final String RUN_BLOBS = "artifact.run_files";
  public static final String NAMESPACE_BYTES = "artifact.namespace_bytes";
  public static final String UPLOADS = "artifact.uploads";

  public static final BlobLimits DEFAULT =
      new BlobLimits(1L << 30, 4L << 30, 10_000, 100L << 30, 1_000);

  /// What there is before a blob comes.
  ///
  /// @param namespaceBytes with those of uploads, as large as they will be
  public record Usage(long runBytes, long runBlobs, long namespaceBytes, long uploads) {}

  /// The limit that keeps a blob out; null when none does.
  ///
  /// @param counted the size with which the usage has the blob, or an upload of it, already; empty
  ///   when the namespace has neither
  public BlobPut.@Nullable OverLimit over(long size, OptionalLong counted, Usage usage) {
    long more = size - counted.orElse(0);
    if (size > blobBytes) {
      return new BlobPut.OverLimit(BLOB_BYTES, blobBytes, size);
    }
    if (usage.runBytes() + size > runBytes) {
      return new BlobPut.OverLimit(RUN_BYTES, runBytes, usage.runBytes() + size);
    }
    if (usage.runBlobs() + 1 > runBlobs) {
      return new BlobPut.OverLimit(RUN_BLOBS, runBlobs, usage.runBlobs() + 1);
    }
    if (usage.namespaceBytes() + more > namespaceBytes) {
      return new BlobPut.OverLimit(NAMESPACE_BYTES, namespaceBytes, usage.namespaceBytes() + more);
    }
    return counted.isEmpty() && usage.uploads() + 1 > uploads
        ? new BlobPut.OverLimit(UPLOADS, uploads, usage.uploads() + 1)
        : null;
  }
}
