package dev.clew.ledgertck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A real file system with little room, in memory. Needs root, or a user namespace in which
/// mount(8) works.
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// @param folder where it is seen
  /// @param options of tmpfs(5): `size=64k`
  public static SmallDisk mount(Path folder, String options) {
    run("mount", "-t", "tmpfs", "-o", options, "clew-test", folder.toString());
    return new SmallDisk(folder);
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run("umount", folder.toString());
  }
}
