package dev.clew.storesql.blob;

import dev.clew.core.digest.Digest;

/// A blob that is kept.
///
/// @param number of the upload that it came by
public record BlobRow(long number, Digest sha256, long size) {}
