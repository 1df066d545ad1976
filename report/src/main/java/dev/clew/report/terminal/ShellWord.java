package dev.clew.report.terminal;

/// A word of a command line, to be pasted into a POSIX shell.
public final class ShellWord {
  private ShellWord() {}

  /// The word as it is when it means itself, else in quotes.
  public static String of(String word) {
    boolean plain = !word.isEmpty();
    for (int at = 0; at < word.length() && plain; at++) {
      char unit = word.charAt(at);
      plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || "-_./=@:+,%".indexOf(unit) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
