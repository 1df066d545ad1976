package dev.clew.runs;

/// Another file that holds the same run as the one that is read.
public record RunCopy(String location, Relation relation) {
  /// How its rows are to those of the file that is read.
  public enum Relation {
    SAME,
    /// The first of them.
    OLDER,
    /// It has some that the other does not have: both files were gone on with.
    DIVERGED
  }
}
