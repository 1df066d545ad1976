package dev.clew.draft;

/// Words for a POSIX shell.
final class Shell {
  private Shell() {}

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
