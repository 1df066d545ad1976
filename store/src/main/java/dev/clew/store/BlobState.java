package dev.clew.store;

/// What a store has of a blob, as one run sees it.
///
/// @param offset how many bytes are there, from the first: an upload goes on behind them
/// @param isComplete whether the run has it, whole and verified. It may be that all bytes are
///   there, by another run of the namespace, and this run has not been given it
public record BlobState(long offset, boolean isComplete) {
  public static final BlobState NOTHING = new BlobState(0, false);
}
