package dev.clew.cli;

import dev.clew.report.terminal.Palette;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command prints. Output is UTF-8 whatever the locale is; colour is used on a terminal
/// unless `NO_COLOR` is set (no-color.org).
///
/// @param interactive whether `out` is a terminal that a person looks at
public record Terminal(PrintStream out, PrintStream err, boolean interactive, Palette palette) {
  private static final int DEFAULT_COLUMNS = 100;

  /// The launcher has asked the shell what stdout is; without it, stdout counts as no terminal.
  public static Terminal system() {
    Map<String, String> environment = System.getenv();
    boolean interactive = environment.containsKey("CLEW_STDOUT_TERMINAL");
    boolean colour =
        interactive
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        interactive,
        colour ? Palette.ANSI : Palette.PLAIN);
  }

  /// How wide it is: `COLUMNS`, which the launcher sets when stdout is a terminal.
  public static int columns() {
    String said = System.getenv().getOrDefault("COLUMNS", "");
    return said.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(said) : DEFAULT_COLUMNS;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }

  public void line(String line) {
    out.println(line);
  }

  public void error(String line) {
    out.flush();
    err.println(line);
    err.flush();
  }
}
