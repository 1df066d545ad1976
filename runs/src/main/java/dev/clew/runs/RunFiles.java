package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The runs in the files below a folder. A run that has a ledger and reports is found once, by its
/// ledger.
public final class RunFiles {
  private static final String LEDGER = ".workflow.ledger";
  private static final String REPORT = ".workflow.report.json";
  private static final String PAGE = ".workflow.report.html";
  private static final int MAX_DEPTH = 8;
  private static final String ID_PREFIX = "run_";

  /// Of an id, after its prefix: fewer would name any run.
  private static final int MIN_ID_CHARS = 4;

  private static final Set<String> NOT_ENTERED = Set.of("node_modules", "target");

  private final Path folder;
  private final Consumer<String> warnings;

  /// Whoever uses it looks for damage.
  public RunFiles(Path folder) {
    this(folder, warning -> {});
  }

  /// @param warnings is told once, in one line, what is wrong with a run that somebody asked for
  public RunFiles(Path folder, Consumer<String> warnings) {
    this.folder = folder;
    this.warnings = warnings;
  }

  /// A run and where it was found.
  ///
  /// @param copies the other files that hold it; none are looked for when one file is meant
  public record Found(
      RunSource source, RunSource.Contents contents, RunView view, List<RunCopy> copies) {
    public Found {
      copies = List.copyOf(copies);
    }

    public static Found of(RunSource source) {
      RunSource.Contents contents = source.read();
      return new Found(source, contents, contents.view(), List.of());
    }

    /// What is wrong with its ledger, with the place; null when all of it could be read.
    public @Nullable String damage() {
      LedgerFacts.Damage damage = contents.ledger().damage();
      return damage == null ? null : source.location() + ": " + damage.sentence();
    }

    /// @throws Refusal when it is not known what came after the damage
    public void requireUndamaged() {
      String damage = damage();
      if (damage != null) {
        throw Refusal.blocked(
            damage
                + "; what the run did after that is not known, so nothing was done: restore the"
                + " file from a copy");
      }
    }
  }

  /// A file that looks like a run and cannot be read as one.
  public record Unreadable(String location, String why) {}

  /// A run of a list, of which only what the asker keeps is still in the memory.
  ///
  /// @param source the file that is read of those that hold it
  /// @param created when it was made; empty when it does not say
  public record Listed<T>(RunSource source, T kept, String created, List<RunCopy> copies) {
    public Listed {
      copies = List.copyOf(copies);
    }

    /// All of it, read again.
    public Found read() {
      Found found = Found.of(source);
      return new Found(source, found.contents(), found.view(), copies);
    }
  }

  /// @param runs the newest first
  public record Listing<T>(List<Listed<T>> runs, List<Unreadable> unreadable) {
    public Listing {
      runs = List.copyOf(runs);
      unreadable = List.copyOf(unreadable);
    }
  }

  /// The file at that path as a run, by what its name ends with.
  public static RunSource open(Path path) {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    if (name.endsWith(".json") || name.endsWith(".html")) {
      return new ReportSource(path);
    }
    return new LedgerSource(path);
  }

  /// The run that a user means: a file, or the id, the beginning of the id, the execution key or
  /// the name of a run below the folder. With several, the newest.
  public Found find(String wanted) {
    Path path = Path.of(wanted);
    if (Files.isRegularFile(path)) {
      return said(Found.of(open(path)));
    }
    if (!wanted.isEmpty() && Files.isDirectory(path)) {
      throw Refusal.invalid(
          wanted + ": this is a folder, not a run; `clew list " + wanted + "` shows its runs");
    }
    if (wanted.contains("/") || wanted.endsWith(".ledger")) {
      throw Refusal.invalid(wanted + ": no such file");
    }
    Found found = newest(view -> answersTo(view, wanted));
    if (found != null) {
      return found;
    }
    throw Refusal.invalid(
        "no run '" + wanted + "' below " + shown() + "; `clew list` shows what there is");
  }

  /// Null when there is none.
  public @Nullable Found newest(Predicate<RunView> wanted) {
    Listing<Boolean> listing = list(found -> wanted.test(found.view()));
    listing.unreadable().forEach(one -> warnings.accept(one.why()));
    for (Listed<Boolean> listed : listing.runs()) {
      if (listed.kept()) {
        return said(listed.read());
      }
    }
    return null;
  }

  private Found said(Found found) {
    String damage = found.damage();
    if (damage != null) {
      warnings.accept(damage + "; only the rows before it are used");
    } else if (found.contents().rows().size() < found.contents().ledger().rows()) {
      warnings.accept(
          found.source().location()
              + ": this report holds "
              + found.contents().rows().size()
              + " of "
              + found.contents().ledger().rows()
              + " rows, and what follows is derived from those; the ledger has all");
    }
    return found;
  }

  private static boolean answersTo(RunView view, String wanted) {
    if (wanted.isEmpty()) {
      return false;
    }
    Json.Obj created = view.created();
    return view.runId().equals(wanted)
        || isBeginningOf(view.runId(), wanted)
        || view.name().equals(wanted)
        || (wanted.length() >= 8 && created.text("execution_key", "").startsWith(wanted));
  }

  private static boolean isBeginningOf(String id, String wanted) {
    String random = wanted.startsWith(ID_PREFIX) ? wanted.substring(ID_PREFIX.length()) : wanted;
    return random.length() >= MIN_ID_CHARS
        && (id.startsWith(wanted) || id.startsWith(ID_PREFIX + wanted));
  }

  /// Each run once, also when copies of its files lie in several folders. One file at a time is in
  /// the memory: what is to be known of a run is kept of it when its file is read.
  ///
  /// @param kept asked of every file that can be read
  public <T> Listing<T> list(Function<Found, T> kept) {
    Map<String, RunCopies<T>> byId = new LinkedHashMap<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Path path : paths()) {
      try {
        Found found = Found.of(open(path));
        T value = kept.apply(found);
        String id = found.view().runId();
        byId.computeIfAbsent(id.isEmpty() ? "\0" + path : id, same -> new RunCopies<>())
            .add(found, value);
      } catch (Refusal e) {
        unreadable.add(new Unreadable(path.toString(), String.valueOf(e.getMessage())));
      } catch (OutOfMemoryError e) {
        unreadable.add(
            new Unreadable(path.toString(), path + ": does not fit into the memory; left out"));
      } catch (RuntimeException | StackOverflowError e) {
        unreadable.add(unreadable(path, e));
      }
    }
    List<Listed<T>> runs = new ArrayList<>();
    byId.values().forEach(copies -> runs.add(copies.run()));
    runs.sort(Comparator.comparing((Listed<T> listed) -> listed.created()).reversed());
    return new Listing<>(runs, unreadable);
  }

  /// One file that nobody foresaw must not hide the others.
  private static Unreadable unreadable(Path path, Throwable why) {
    return new Unreadable(
        path.toString(),
        path + ": not a run that clew can read (" + why.getClass().getSimpleName() + ")");
  }

  /// Ledgers first. Of files that differ only in their suffix, one: its ledger if it has one, else
  /// by its JSON report, else by its page.
  private List<Path> paths() {
    List<Path> all = runFiles();
    List<Path> paths = new ArrayList<>();
    Set<String> stems = new HashSet<>();
    for (String suffix : List.of(LEDGER, REPORT, PAGE)) {
      for (Path path : all) {
        String whole = path.toString();
        if (whole.endsWith(suffix)
            && stems.add(whole.substring(0, whole.length() - suffix.length()))) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  /// The folder as a person knows it: `this folder` for the one that the command was started in.
  private String shown() {
    return folder.toString().isEmpty() ? "this folder" : folder.toString();
  }

  /// Whether the file is called as a ledger or a report of a run is.
  public static boolean isRun(Path path) {
    String name = path.toString();
    return name.endsWith(LEDGER) || name.endsWith(REPORT) || name.endsWith(PAGE);
  }

  private List<Path> runFiles() {
    if (!Files.isDirectory(folder)) {
      throw Refusal.invalid(shown() + ": no such folder");
    }
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          MAX_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return !path.equals(folder) && isNotEntered(path)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (isRun(path) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                found.add(path);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw Refusal.invalid("cannot look through " + shown() + ": " + DiskFault.reason(e));
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static boolean isNotEntered(Path path) {
    @Nullable Path name = path.getFileName();
    return name != null
        && (name.toString().startsWith(".") || NOT_ENTERED.contains(name.toString()));
  }
}
