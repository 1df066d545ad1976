package dev.clew.report.terminal;

/// What a look at the disk says of an artifact that the ledger tells of.
public enum FileState {
  THERE("there"),
  CHANGED("changed since"),
  GONE("gone"),
  /// It is there, and the run took no checksum of it.
  NOT_COMPARED("there, and no checksum to compare"),
  UNREADABLE("cannot be read");

  private final String words;

  FileState(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
