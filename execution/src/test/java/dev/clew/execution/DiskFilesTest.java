package dev.clew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.plan.source.WorkflowFiles.Read;
import dev.clew.runs.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {
  @TempDir private Path folder = Path.of("");

  private DiskFiles files() throws IOException {
    Path workflows = Files.createDirectories(folder.resolve("flows"));
    Files.createDirectories(folder.resolve("shared/data"));
    Files.writeString(folder.resolve("shared/login.workflow"), "login");
    Files.writeString(folder.resolve("shared/data/body.json"), "{}");
    return new DiskFiles(workflows.resolve("main.workflow"), "some/where/main.workflow");
  }

  private static String shown(Read read) {
    return switch (read) {
      case Read.Text text -> text.file().logicalName() + ": " + text.file().text();
      case Read.Failed failed -> failed.why();
    };
  }

  @Test
  void read_path_isRelativeToTheFileThatNamesIt() throws IOException {
    DiskFiles files = files();
    assertThat(shown(files.read("some/where/main.workflow", "../shared/login.workflow")))
        .isEqualTo("../shared/login.workflow: login");
    assertThat(shown(files.read("../shared/login.workflow", "./data/../data/body.json")))
        .isEqualTo("../shared/data/body.json: {}");
    assertThat(
            shown(
                files.read(
                    "some/where/main.workflow",
                    folder.resolve("shared/login.workflow").toString())))
        .isEqualTo("../shared/login.workflow: login");
  }

  @Test
  void read_symlink_isFollowed() throws IOException {
    DiskFiles files = files();
    Files.createSymbolicLink(
        folder.resolve("flows/link.json"), folder.resolve("shared/data/body.json"));
    assertThat(shown(files.read("some/where/main.workflow", "link.json")))
        .isEqualTo("link.json: {}");
  }

  @Test
  void read_failure_isOneClearLine() throws IOException {
    DiskFiles files = files();
    String from = "some/where/main.workflow";
    assertThat(shown(files.read(from, "none.json"))).isEqualTo("none.json: no such file");
    assertThat(shown(files.read(from, "../shared")))
        .isEqualTo("../shared: this is not a regular file");
    assertThat(shown(files.read(from, "/dev/zero")))
        .isEqualTo("/dev/zero: this is not a regular file");
    assertThat(shown(files.read(from, "a\0b"))).isEqualTo("a\0b: this is not a path");
    Files.write(folder.resolve("flows/latin"), new byte[] {(byte) 0xe4});
    assertThat(shown(files.read(from, "latin")))
        .isEqualTo("latin: not UTF-8 text; save it as UTF-8");
    try (var large = new java.io.RandomAccessFile(folder.resolve("flows/large").toFile(), "rw")) {
      large.setLength(TextFile.LIMIT_BYTES + 1);
    }
    assertThat(shown(files.read(from, "large")))
        .isEqualTo(
            "large: 16777217 bytes are over source.bytes = 16777216; split it, or look whether it is"
                + " the right file");
  }
}
