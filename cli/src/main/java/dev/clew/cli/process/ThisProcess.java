package dev.clew.cli.process;

import dev.clew.runs.Surroundings;
import java.nio.file.Path;

/// The process that runs this command.
public final class ThisProcess {
  private ThisProcess() {}

  public static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
