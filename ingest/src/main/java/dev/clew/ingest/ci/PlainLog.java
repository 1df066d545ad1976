package dev.clew.ingest.ci;

import org.jspecify.annotations.Nullable;

/// A log of which nothing is known. If one of its last lines says an exit code, that is how it
/// ended.
final class PlainLog implements Dialect {
  private static final String[] WORDS = {"exit code", "exit status", "exited with code"};
  private static final int LAST_LINES = 5;

  private @Nullable Integer exitCode;
  private int linesSince;

  @Override
  public void read(Line line, Script script) {
    linesSince++;
    String head = line.head();
    if (head.contains("exit")) {
      for (String word : WORDS) {
        Integer code = Ending.codeAfter(head, word);
        if (code != null) {
          exitCode = code;
          linesSince = 0;
        }
      }
    }
    script.text(line);
  }

  @Override
  public void end(Script script) {
    Integer code = exitCode;
    if (code != null && linesSince < LAST_LINES) {
      script.ended(Ending.of(code));
    }
  }
}
