package dev.clew.draft.text;

/// Words for a POSIX shell.
public final class Shell {
  private Shell() {}

  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
