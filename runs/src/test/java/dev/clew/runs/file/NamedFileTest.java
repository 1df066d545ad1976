package dev.clew.runs.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileTest {
  @TempDir private Path folder;

  private static void write(Path path, String text) throws IOException {
    NamedFile.write(path, out -> out.write(text.getBytes(UTF_8)));
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @Test
  void write_newFile_isMadeWithItsFolder() throws Exception {
    write(folder.resolve("some/where/x.xml"), "new");
    assertThat(folder.resolve("some/where/x.xml")).hasContent("new");
  }

  @Test
  void write_fileThatIsThere_keepsItsModeAndItsOtherNames() throws Exception {
    Path file = Files.writeString(folder.resolve("x.xml"), "something longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path other = Files.createLink(folder.resolve("y.xml"), file);

    write(file, "new");

    assertThat(other).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void write_link_staysALink() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "something longer");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
  }

  @Test
  void write_device_staysADevice() throws Exception {
    write(Path.of("/dev/null"), "new");
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThatThrownBy(() -> write(Path.of("/dev/full"), "new")).isInstanceOf(IOException.class);
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
  }

  @Test
  void write_pipe_isReadAtItsOtherEnd() throws Exception {
    Path pipe = pipe();
    FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
    Thread.ofPlatform().daemon().start(read);
    write(pipe, "new");
    assertThat(read.get()).isEqualTo("new");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void write_pipeThatNobodyReads_isSaid() throws Exception {
    Path pipe = pipe();
    assertThatThrownBy(() -> write(pipe, "new")).hasMessageContaining("nobody reads it");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  /// What the process has written to its own output stays, though that is a file.
  @Test
  void write_openStream_isAddedTo() throws Exception {
    Path file = Files.writeString(folder.resolve("out"), "before\n");
    String script = "exec 7>>\"$0\"; echo \"$$\"; read -r end";
    Process shell = new ProcessBuilder("sh", "-c", script, file.toString()).start();
    try (var reader = shell.inputReader()) {
      Path stream = Path.of("/proc", reader.readLine(), "fd", "7");
      Path link = Files.createSymbolicLink(folder.resolve("link"), stream);
      write(link, "after\n");
    } finally {
      shell.destroy();
    }
    assertThat(file).hasContent("before\nafter");
  }
}
