package dev.clew.runs.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What kind of file system a file is on.
public final class FileSystemType {
  /// Those of the Linux kernel that show its state as files and keep none.
  private static final Set<String> PSEUDO =
      Set.of(
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "fusectl",
          "hugetlbfs",
          "mqueue",
          "nsfs",
          "proc",
          "pstore",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "sysfs",
          "tracefs");

  private static final int MAJOR_SHIFT = 8;
  private static final int MAJOR_MASK = 0xfff;

  private FileSystemType() {}

  /// The device of a file itself and not of what it links to; null where there are no devices.
  static @Nullable Long deviceOf(Path file) {
    try {
      return Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS) instanceof Long device
          ? device
          : null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /// The type, such as `proc`, when it is a file system that keeps no files; else null, also when
  /// nothing is known.
  public static @Nullable String pseudo(Path file) {
    Long device = deviceOf(file);
    // What has a major number is on a disk (Linux, Documentation/admin-guide/devices.txt); to ask
    // for the type reads the list of mounts.
    if (device == null || ((device >> MAJOR_SHIFT) & MAJOR_MASK) != 0) {
      return null;
    }
    try {
      String type = Files.getFileStore(file).type();
      return PSEUDO.contains(type) ? type : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
