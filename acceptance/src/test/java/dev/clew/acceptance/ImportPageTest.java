package dev.clew.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/import.md`: its commands do what it says, to a server, too.
class ImportPageTest {
  @TempDir private Path folder;

  @Test
  void commands_ofThePage_printWhatItSays() throws Exception {
    new ShellPage("import.md", folder).run();
  }
}
