package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files below a folder that are called as a ledger or a report of a run is.
record RunFolder(Path folder) {
  private static final String LEDGER = ".workflow.ledger";
  private static final String REPORT = ".workflow.report.json";
  private static final String PAGE = ".workflow.report.html";
  private static final int MAX_DEPTH = 8;
  private static final Set<String> NOT_ENTERED = Set.of("node_modules", "target");

  /// Times of files are coarser than those of events: a file system that knows parts of seconds is
  /// some ticks of the kernel behind at most, others by the two seconds of FAT.
  private static final Duration FINE_GRAIN = Duration.ofMillis(50);

  private static final Duration COARSE_GRAIN = Duration.ofSeconds(2);

  /// @param notAfter the run in it was not created later: see [#notAfter]
  record Item(Path path, Instant notAfter) {}

  static boolean isRun(String name) {
    return name.endsWith(LEDGER) || name.endsWith(REPORT) || name.endsWith(PAGE);
  }

  /// As a person knows it: `this folder` for the one that the command was started in.
  String shown() {
    return folder.toString().isEmpty() ? "this folder" : folder.toString();
  }

  /// Ledgers first. Of files that differ only in their suffix, one: its ledger if it has one, else
  /// by its JSON report, else by its page.
  List<Item> items() {
    List<Item> all = all();
    List<Item> items = new ArrayList<>();
    Set<String> stems = new HashSet<>();
    for (String suffix : List.of(LEDGER, REPORT, PAGE)) {
      for (Item item : all) {
        String whole = item.path().toString();
        if (whole.endsWith(suffix)
            && stems.add(whole.substring(0, whole.length() - suffix.length()))) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private List<Item> all() {
    if (!Files.isDirectory(folder)) {
      throw Refusal.invalid(shown() + ": no such folder");
    }
    Look look = new Look(folder, new ArrayList<>());
    try {
      Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, look);
    } catch (IOException e) {
      throw Refusal.invalid("cannot look through " + shown() + ": " + DiskFault.reason(e));
    }
    look.found.sort(Comparator.comparing(Item::path));
    return look.found;
  }

  /// A run is created before the last write to a file that holds it, so not after the time of that.
  /// A copy that keeps this time (`cp -p`, `tar`, `rsync`) keeps the bound too. Who sets an earlier
  /// time (`touch -d`) does not change when the file itself was made, where the file system knows
  /// that: a ledger is made just before its first row is written, all other files later. What is
  /// assumed is that the clocks of the file system and of the run agree; a file that shows that
  /// they do not makes the bounds of all others worthless (see [RunFileIndex]).
  private static Instant notAfter(BasicFileAttributes attributes) {
    Instant written = attributes.lastModifiedTime().toInstant();
    Instant made = attributes.creationTime().toInstant();
    return made.isAfter(written)
        ? made.plus(COARSE_GRAIN)
        : written.plus(isWholeSecond(written) ? COARSE_GRAIN : FINE_GRAIN);
  }

  private static boolean isWholeSecond(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static final class Look extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Item> found;

    Look(Path folder, List<Item> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return !path.equals(folder) && isNotEntered(path)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isRun(path.toString())) {
        found.add(new Item(path, notAfter(attributes)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private static boolean isNotEntered(Path path) {
      @Nullable Path name = path.getFileName();
      return name != null
          && (name.toString().startsWith(".") || NOT_ENTERED.contains(name.toString()));
    }
  }
}
