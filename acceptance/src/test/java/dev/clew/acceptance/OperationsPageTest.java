package dev.clew.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/operations.md`: its commands do what it says.
class OperationsPageTest {
  @TempDir private Path folder;

  @Test
  void commands_ofThePage_printWhatItSays() throws Exception {
    new ShellPage("operations.md", folder).run();
  }
}
