package dev.clew.command.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The control group that this process and its children use memory of (cgroups(7)): version 2, or
/// version 1 where that has the memory. How often the kernel killed for lack of memory is counted
/// from when it is looked up. Where there is no such group nothing is known, and that is no fault.
public final class MemoryGroup {
  private static final Path SELF = Path.of("/proc/self/cgroup");
  private static final Path MOUNTED = Path.of("/sys/fs/cgroup");

  /// What version 1 says where there is no limit is near 2^63; a machine has less than this.
  private static final long NO_LIMIT_BYTES = 1L << 60;

  /// Where a version of control groups keeps what is asked of it.
  private enum Version {
    TWO("memory.events", "memory.max"),
    ONE("memory.oom_control", "memory.limit_in_bytes");

    private final String kills;
    private final String limit;

    Version(String kills, String limit) {
      this.kills = kills;
      this.limit = limit;
    }
  }

  private final Version version;
  private final Path top;
  private final Path group;
  private final long killsBefore;

  private MemoryGroup(Version version, Path top, Path group, long killsBefore) {
    this.version = version;
    this.top = top;
    this.group = group;
    this.killsBefore = killsBefore;
  }

  /// What the kernel did since then.
  ///
  /// @param kills how many processes of the group it killed for lack of memory, at least one
  /// @param limitBytes the least that the group or one around it may use; null when none is limited
  public record Kills(long kills, @Nullable Long limitBytes) {}

  /// Null when nothing is known.
  public static @Nullable MemoryGroup ofThisProcess() {
    return of(SELF, MOUNTED);
  }

  /// @param self lists the groups of the process: `ID:CONTROLLERS:PATH` in each line
  /// @param mounted where the groups are
  static @Nullable MemoryGroup of(Path self, Path mounted) {
    MemoryGroup two = null;
    for (String line : read(self).split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      if (",".concat(parts[1]).concat(",").contains(",memory,")) {
        return of(Version.ONE, mounted.resolve("memory"), parts[2]);
      }
      if (parts[0].equals("0")) {
        two = of(Version.TWO, mounted, parts[2]);
      }
    }
    return two;
  }

  /// A container that sees only its own groups has them at the top, whatever the path says.
  private static @Nullable MemoryGroup of(Version version, Path top, String path) {
    try {
      Path named = top.resolve("." + path).normalize();
      boolean isThere = named.startsWith(top) && Files.isDirectory(named);
      Path group = isThere ? named : top;
      Long kills = kills(version, group);
      return kills == null ? null : new MemoryGroup(version, top, group, kills);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /// Null when it killed none since this was looked up.
  public @Nullable Kills since() {
    Long now = kills(version, group);
    return now == null || now <= killsBefore ? null : new Kills(now - killsBefore, limit());
  }

  private static @Nullable Long kills(Version version, Path group) {
    for (String line : read(group.resolve(version.kills)).split("\n", -1)) {
      if (line.startsWith("oom_kill ")) {
        return whole(line.substring(line.indexOf(' ') + 1));
      }
    }
    return null;
  }

  private @Nullable Long limit() {
    Long least = null;
    Path at = group;
    while (at != null && at.startsWith(top)) {
      Long limit = whole(read(at.resolve(version.limit)));
      if (limit != null && limit < NO_LIMIT_BYTES && (least == null || limit < least)) {
        least = limit;
      }
      at = at.getParent();
    }
    return least;
  }

  /// Null for what is no number, such as `max`.
  private static @Nullable Long whole(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
