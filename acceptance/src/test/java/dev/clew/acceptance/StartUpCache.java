package dev.clew.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The start-up cache that the launcher makes for clew, for the processes of the tests: half of
/// what a short one costs. Made once for each run of the tests, and only when the program is in
/// jars, because the JVM makes none of folders.
final class StartUpCache {
  private static final Path FILE = Path.of("target", "start-up.aot").toAbsolutePath();
  private static final long MINUTES = 5;

  static final List<String> FLAGS = flags();

  private StartUpCache() {}

  private static List<String> flags() {
    String classPath = Clew.classPath();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(entry))) {
        return List.of();
      }
    }
    try {
      Files.deleteIfExists(FILE);
      List<String> command = new ArrayList<>(Clew.java());
      command.addAll(List.of("-XX:AOTCacheOutput=" + FILE, "-Xlog:disable", "-Xlog:all=off"));
      command.addAll(List.of("-cp", classPath, "dev.clew.cli.Training"));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Files.exists(FILE) ? List.of("-XX:AOTCache=" + FILE, "-Xlog:disable") : List.of();
  }
}
