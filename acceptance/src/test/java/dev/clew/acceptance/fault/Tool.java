package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Programs of the system that a fault is made with.
final class Tool {
  private Tool() {}

  /// Runs one to its end, which is a good one.
  ///
  /// @return what it said
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), said).isZero();
    return said.strip();
  }

  /// Compiles a C file that is beside this class.
  ///
  /// @return the program, or the library when the flags ask for one
  static Path compiled(Path folder, String name, String... flags)
      throws IOException, InterruptedException {
    Path source = folder.resolve(name + ".c");
    try (InputStream file = Tool.class.getResourceAsStream(name + ".c")) {
      Files.write(source, Objects.requireNonNull(file).readAllBytes());
    }
    Path made = folder.resolve(name);
    List<String> command =
        new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Werror", "-o", made.toString()));
    command.addAll(List.of(flags));
    command.add(source.toString());
    run(command.toArray(String[]::new));
    return made;
  }
}
