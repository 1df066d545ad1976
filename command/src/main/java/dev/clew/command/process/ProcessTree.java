package dev.clew.command.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command and everything that it started use, from `/proc` (proc(5)). Where there is none,
/// nothing is known. Not thread-safe but for [#peakRssBytes].
public final class ProcessTree {
  private static final Path PROC = Path.of("/proc");

  /// USER_HZ, in which the kernel counts: 100 on every architecture that has a JDK.
  private static final long TICK_MILLIS = 10;

  private static final int MAX_PROCESSES = 2_000;

  /// Fields of `/proc/PID/stat` behind the name in brackets, which is the second.
  private static final int USER_TIME = 11;

  private static final int CHILDREN_SYSTEM_TIME = 14;

  private final long pid;
  private final @Nullable Long endedBefore;
  private volatile long peakRssBytes;

  private ProcessTree(long pid, @Nullable Long endedBefore) {
    this.pid = pid;
    this.endedBefore = endedBefore;
  }

  /// CPU of children of this process that have ended: the difference is what a command and those
  /// that it waited for have used. To be asked before the command is started.
  public static @Nullable Long endedMillis() {
    long[] ticks = times(PROC.resolve("self"));
    return ticks == null ? null : (ticks[2] + ticks[3]) * TICK_MILLIS;
  }

  public static ProcessTree of(long pid, @Nullable Long endedBefore) {
    return new ProcessTree(pid, endedBefore);
  }

  /// @param rssBytes of all processes together
  record Sample(Duration cpu, long rssBytes) {}

  /// Null when nothing is known.
  @Nullable Sample sample() {
    Long ended = endedMillis();
    if (ended == null || endedBefore == null) {
      return null;
    }
    long millis = ended - endedBefore;
    long rss = 0;
    for (long one : processes()) {
      Path folder = PROC.resolve(Long.toString(one));
      long[] ticks = times(folder);
      if (ticks != null) {
        millis += (ticks[0] + ticks[1] + ticks[2] + ticks[3]) * TICK_MILLIS;
      }
      rss += memory(folder);
    }
    peakRssBytes = Math.max(peakRssBytes, rss);
    return new Sample(Duration.ofMillis(Math.max(0, millis)), rss);
  }

  /// CPU of all that has ended and was waited for; null when nothing is known.
  public @Nullable Duration cpu() {
    Long ended = endedMillis();
    return ended == null || endedBefore == null
        ? null
        : Duration.ofMillis(Math.max(0, ended - endedBefore));
  }

  /// The most memory that was seen, of the largest process at its peak or of all together; null
  /// when the command ended before anybody looked.
  public @Nullable Long peakRssBytes() {
    long peak = peakRssBytes;
    return peak == 0 ? null : peak;
  }

  /// The command and what it started, parents first.
  private List<Long> processes() {
    List<Long> all = new ArrayList<>(List.of(pid));
    for (int at = 0; at < all.size() && all.size() < MAX_PROCESSES; at++) {
      String id = Long.toString(all.get(at));
      Path children = PROC.resolve(id).resolve("task").resolve(id).resolve("children");
      for (String child : read(children).split(" ", -1)) {
        if (!child.isBlank()) {
          all.add(Long.parseLong(child.strip()));
        }
      }
    }
    return all;
  }

  /// User and system time of the process and of its children that have ended, in ticks.
  private static long @Nullable [] times(Path folder) {
    String stat = read(folder.resolve("stat"));
    int name = stat.lastIndexOf(')');
    if (name < 0) {
      return null;
    }
    String[] fields = stat.substring(name + 2).split(" ", -1);
    if (fields.length <= CHILDREN_SYSTEM_TIME) {
      return null;
    }
    long[] times = new long[CHILDREN_SYSTEM_TIME - USER_TIME + 1];
    for (int at = 0; at < times.length; at++) {
      times[at] = Long.parseLong(fields[USER_TIME + at]);
    }
    return times;
  }

  /// Resident now; its peak goes into the peak of all.
  private long memory(Path folder) {
    long resident = 0;
    for (String line : read(folder.resolve("status")).split("\n", -1)) {
      if (line.startsWith("VmHWM:")) {
        peakRssBytes = Math.max(peakRssBytes, kilobytes(line) << 10);
      } else if (line.startsWith("VmRSS:")) {
        resident = kilobytes(line) << 10;
      }
    }
    return resident;
  }

  private static long kilobytes(String line) {
    String digits = line.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
