package dev.clew.store;

import dev.clew.core.digest.Digest;

/// What stays of a blob in a namespace when the last of its runs that had it was removed.
///
/// @param removal of that run
public record BlobTombstone(Digest sha256, long size, Removal removal) {}
