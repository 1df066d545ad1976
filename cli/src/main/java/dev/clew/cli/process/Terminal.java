package dev.clew.cli.process;

import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a command prints. Output is UTF-8 whatever the locale is; colour is used on a terminal
/// unless `NO_COLOR` is set (no-color.org).
///
/// @param interactive whether `out` is a terminal that a person looks at
public record Terminal(PrintStream out, PrintStream err, boolean interactive, Palette palette) {
  private static final int DEFAULT_COLUMNS = 100;

  /// EPIPE, in the words of the C library.
  private static final String READER_IS_GONE = "Broken pipe";

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
    return NotedStream.of(new FileOutputStream(descriptor));
  }

  /// Why not all that was printed has arrived; null when it has, and when its reader went away
  /// because it had read enough, as `head` does.
  public @Nullable String unwritten() {
    if (!out.checkError()) {
      return null;
    }
    String why = out instanceof NotedStream noted ? reason(noted) : "it was refused";
    return why.equals(READER_IS_GONE) ? null : why;
  }

  private static String reason(NotedStream stream) {
    IOException failure = stream.failure();
    return failure == null ? "it was refused" : String.valueOf(failure.getMessage());
  }

  public void line(String line) {
    out.println(line);
  }

  /// What takes long, said to the person who waits.
  public void progress(String line) {
    error("clew: " + VisibleText.line(line));
  }

  /// What is not as it should be, and keeps nothing from being done.
  public void warning(String line) {
    error("clew: warning: " + VisibleText.line(line));
  }

  public void error(String line) {
    out.flush();
    err.println(line);
    err.flush();
  }
}
