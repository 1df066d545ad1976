package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew;
import dev.clew.acceptance.Clew.Running;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// An ext4 file system on a disk whose power can be cut: what was not synced is lost, sector by
/// sector and in no order (`power-cut-disk.c`). Needs root and `/dev/fuse`.
final class PowerCutDisk implements AutoCloseable {
  private static final long BYTES = 512L << 20;
  private static final Path FUSE = Path.of("/dev/fuse");

  private final Path folder;
  private final Path program;
  private final Path image;
  private final Path file;
  private final Path mounted;
  private final Random random = Cycles.random();
  private @Nullable Running disk;

  private PowerCutDisk(Path program, Path folder) throws IOException {
    this.folder = folder;
    this.program = program;
    image = folder.resolve("image");
    file = Files.createFile(folder.resolve("disk"));
    mounted = Files.createDirectory(folder.resolve("mounted"));
  }

  /// Made, and powered.
  static PowerCutDisk in(Path folder) throws Exception {
    assertThat(FUSE).as("the power is cut as root, with /dev/fuse").isReadable().isWritable();
    PowerCutDisk disk = new PowerCutDisk(Tool.compiled(folder, "power-cut-disk"), folder);
    try (RandomAccessFile image = new RandomAccessFile(disk.image.toFile(), "rw")) {
      image.setLength(BYTES);
    }
    Tool.run("mkfs.ext4", "-q", "-F", disk.image.toString());
    disk.power();
    return disk;
  }

  /// Where the file system is.
  Path mounted() {
    return mounted;
  }

  /// Gives it power, and mounts it, which is when ext4 mends what it finds.
  void power() throws Exception {
    Running started =
        Clew.in(folder)
            .start(
                List.of(
                    program.toString(),
                    image.toString(),
                    file.toString(),
                    String.valueOf(random.nextInt(Integer.MAX_VALUE))));
    disk = started;
    Until.so("there is a disk", () -> said().contains("ready"));
    Tool.run("mount", "-o", "loop", file.toString(), mounted.toString());
  }

  private String said() {
    return disk == null ? "" : new String(disk.outBytes(), UTF_8);
  }

  /// From now on it neither reads nor writes.
  void cut() throws Exception {
    long pid = Objects.requireNonNull(disk).pid();
    Tool.run("kill", "-USR1", Long.toString(pid));
    Until.so("the power is cut", () -> said().contains("cut: "));
  }

  /// Takes the dead disk away.
  void remove() throws IOException, InterruptedException {
    Tool.run("umount", mounted.toString());
    Tool.run("umount", file.toString());
    if (disk != null) {
      disk.ended();
    }
    disk = null;
  }

  @Override
  public void close() throws IOException {
    if (disk == null) {
      return;
    }
    try {
      remove();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
