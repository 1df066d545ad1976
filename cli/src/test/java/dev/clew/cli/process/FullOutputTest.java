package dev.clew.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.Main;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a command says when what it prints is not taken.
class FullOutputTest {
  @TempDir private Path folder;

  private record Ran(int code, String err) {}

  private static Ran clew(OutputStream stdout, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            NotedStream.of(stdout), new PrintStream(err, true, UTF_8), false, Palette.PLAIN);
    return new Ran(new Main(terminal).run(words), err.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "completion"})
  @EnabledOnOs(OS.LINUX)
  void print_toAFullDisk_isSaidOnceWithTheReason(String word) throws IOException {
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      Ran ran = clew(full, word.split(" ", -1));
      assertThat(ran.code()).isEqualTo(ExitCode.NOT_WRITTEN.code());
      assertThat(ran.err())
          .isEqualTo(
              "clew: stdout could not be written: No space left on device; the command did its"
                  + " work, and what it printed is lost\n");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void check_mistakesAndAFullDisk_staysAMistake() throws IOException {
    Path broken = Files.writeString(folder.resolve("w.workflow"), "version: [\n");
    try (FileOutputStream full = new FileOutputStream("/dev/full")) {
      Ran ran = clew(full, "check", broken.toString());
      assertThat(ran.code()).isEqualTo(ExitCode.USAGE.code());
      assertThat(ran.err()).contains("stdout could not be written: No space left on device");
    }
  }

  /// As `clew list | head -1` does.
  @Test
  void print_readerHasGone_isNoFault() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Ran ran = clew(gone, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
  }
}
