package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Followers;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgerfile.frame.TextFrame;
import dev.clew.ledgerfile.row.PayloadStore;
import dev.clew.ledgerfile.row.RowReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A ledger in one file. Each row is one write to the system, so that it survives `kill -9`, and is
/// durable after [#sync]; rows that are appended [#together] or as a list share a write.
/// Thread-safe; threads that sync at the same time share one fdatasync. It keeps no rows: [#rows]
/// reads the file.
///
/// After a write or a sync that failed nothing more is taken (DESIGN §5.2): every later call throws
/// and names the first cause.
///
/// ```java
/// try (FileLedger ledger = FileLedger.create(disk, directory, "onboarding", key, id, clock)) {
///   ledger.append(redactor.redact(event, payload));
///   ledger.sync();
/// }
/// ```
public final class FileLedger implements Ledger {
  /// `file.bytes`: the largest ledger.
  public static final long FILE_LIMIT_BYTES = 4L << 30;

  /// `files.per_key`: how many ledgers of one name and execution key a directory takes.
  public static final int NUMBER_LIMIT = 100_000;

  private final Disk disk;
  private final Path path;
  private final LedgerId id;
  private final InstantSource clock;
  private final DiskFile file;
  private final Disk.Lock lock;
  private final Intake intake;
  private final Followers followers = new Followers();

  /// Reads what was written; is its own lock, so that nobody waits for a reader but readers.
  private final WrittenRows written;

  /// Rows that the intake has and the file has not.
  private final WaitingRows waiting;

  /// Whose rows wait; null when nobody's do.
  private @Nullable Thread gatherer;

  /// Held while the file is forced; taken before `this` where both are. Appends go on meanwhile.
  private final Object forcing = new Object();

  private long end;
  private long writtenRows;
  private long syncedEnd;
  private long syncedRows;
  private boolean directoryForced;
  private @Nullable String stopped;
  private @Nullable Throwable cause;

  private FileLedger(
      Disk disk,
      Path path,
      LedgerHeader header,
      InstantSource clock,
      DiskFile file,
      Disk.Lock lock,
      Intake intake,
      long end) {
    this.disk = disk;
    this.path = path;
    this.id = header.id();
    PayloadStore store = new PayloadStore(disk, path);
    this.waiting = new WaitingRows(header.format(), store);
    this.written = new WrittenRows(store, header.format());
    this.writtenRows = intake.next();
    this.clock = clock;
    this.file = file;
    this.lock = lock;
    this.intake = intake;
    this.end = end;
  }

  /// Claims the first free name of `NAME.KEY.workflow.ledger`, `NAME.KEY-2.workflow.ledger` and so
  /// on in the directory, which must exist.
  ///
  /// @param name of the workflow; what a file name does not take becomes `-`
  public static FileLedger create(
      Disk disk, Path directory, String name, ExecutionKey key, LedgerId id, InstantSource clock) {
    LedgerHeader header = new LedgerHeader(LedgerHeader.NEWEST_FORMAT, id);
    return create(disk, directory, name, key, header, clock);
  }

  /// One of any format; one that is no longer written, for the tests that it is still read.
  static FileLedger create(
      Disk disk,
      Path directory,
      String name,
      ExecutionKey key,
      LedgerHeader header,
      InstantSource clock) {
    try {
      for (int number = 1; number <= NUMBER_LIMIT; number++) {
        Path path = path(directory, name, key, number);
        try (LockedFile opening = new LockedFile(disk.create(path))) {
          return begun(opening, disk, path, header, clock);
        } catch (FileAlreadyExistsException taken) {
          // The next number.
        }
      }
    } catch (IOException e) {
      throw new ClewException(
          "cannot make a ledger of "
              + header.id().runId()
              + " in "
              + directory
              + ": "
              + e.getMessage(),
          e);
    }
    throw new ClewException(
        directory
            + " has "
            + NUMBER_LIMIT
            + " ledgers of "
            + name
            + " and "
            + key.shown()
            + " already, which is the limit files.per_key");
  }

  /// In a locale such as C the names of files can only have letters of ASCII.
  private static Path path(Path directory, String name, ExecutionKey key, int number) {
    try {
      return directory.resolve(LedgerName.of(name, key, number));
    } catch (InvalidPathException e) {
      return directory.resolve(LedgerName.plain(name, key, number));
    }
  }

  private static FileLedger begun(
      LockedFile opening, Disk disk, Path path, LedgerHeader header, InstantSource clock)
      throws IOException {
    opening.lock(disk, path);
    byte[] first = TextFrame.of(header.json());
    writeAll(opening.file(), first);
    Intake intake = new Intake(header.id());
    return opening.done((file, lock) ->
        new FileLedger(disk, path, header, clock, file, lock, intake, first.length));
  }

  /// Opens a ledger to append to it. A torn tail is cut; a ledger with damage is refused.
  ///
  /// @throws NotALedger when it has no header that could be read
  public static FileLedger open(Disk disk, Path path, InstantSource clock) {
    try (LockedFile opening = new LockedFile(disk.open(path))) {
      opening.lock(disk, path);
      LedgerScan scan =
          LedgerScan.of(
              new PayloadStore(disk, path), opening.file(), RowReader.Check.EVERYTHING, row -> {});
      if (scan.damage() != null) {
        throw new ClewException(
            "nothing is appended to the ledger " + path + ", which is " + scan.damage());
      }
      if (scan.tornTail() != null) {
        opening.file().truncate(scan.end());
      }
      // Also without a torn tail: what the writer before cut and did not force would come back with
      // the next crash, before or in place of rows that are new.
      opening.file().force();
      return opening.done((file, lock) ->
          new FileLedger(
              disk,
              path,
              scan.header(),
              clock,
              file,
              lock,
              Objects.requireNonNull(scan.intake()),
              scan.end()));
    } catch (Disk.LockHeld e) {
      throw new ClewException(
          "the ledger "
              + path
              + " is being written by "
              + e.getMessage()
              + "; one writer at a time",
          e);
    } catch (IOException e) {
      throw new ClewException("cannot open the ledger " + path + ": " + e.getMessage(), e);
    }
  }

  /// Whether a process that holds the writer's lock of this ledger is alive, this process included.
  public static boolean writerIsAlive(Path path) {
    return writerIsAlive(new LocalDisk(), path);
  }

  public static boolean writerIsAlive(Disk disk, Path path) {
    try {
      return disk.isLocked(path);
    } catch (IOException e) {
      throw new ClewException(
          "cannot tell whether the ledger " + path + " is being written: " + e.getMessage(), e);
    }
  }

  @Override
  public LedgerId id() {
    return id;
  }

  public Path path() {
    return path;
  }

  @Override
  public synchronized Head head() {
    return new Head(intake.next(), intake.head());
  }

  /// Beside the limits of [Intake]: `frame.bytes` and `file.bytes`.
  @Override
  public synchronized Appended append(RedactedEvent event) {
    requireRunning();
    Appended taken = take(event);
    if (waiting.isDue() || !isGathering()) {
      write();
    }
    return taken;
  }

  /// Rows that are many share several writes.
  @Override
  public synchronized List<Appended> append(List<RedactedEvent> events) {
    requireRunning();
    List<Appended> taken = new ArrayList<>(events.size());
    for (RedactedEvent event : events) {
      taken.add(take(event));
      if (waiting.isDue()) {
        write();
      }
    }
    if (!isGathering()) {
      write();
    }
    return taken;
  }

  private Appended take(RedactedEvent event) {
    Appended admitted = intake.admit(event, Timestamp.of(clock.instant()));
    if (!(admitted instanceof Appended.Stored stored)) {
      return admitted;
    }
    Appended.OverLimit over = waiting.overLimit(stored, end);
    if (over != null) {
      return over;
    }
    intake.commit(stored.row());
    waiting.add(stored);
    return stored;
  }

  private boolean isGathering() {
    return Thread.currentThread().equals(gatherer);
  }

  /// Writes what waits, and reads the frames of the file that hold the rows, with larger payloads
  /// in the file only. To go on where the last call ended costs no more than that; every other
  /// `from` costs the file from its start. The first frame of rows that were appended together is
  /// read again for each part of it that is asked for.
  @Override
  public List<Row> rows(long from, int limit) {
    long rows;
    synchronized (this) {
      if (stopped == null) {
        write();
      }
      rows = writtenRows;
    }
    synchronized (written) {
      return written.read(from, limit, rows);
    }
  }

  /// Larger payloads of the rows that it tells stand in the file only.
  @Override
  public synchronized Following follow(Consumer<Row> follower) {
    return followers.add(writtenRows, follower);
  }

  /// Rows wait for the end of `appends`, or until there are many. Of two threads that do this at
  /// once, only the first one's wait; every other append writes what waits too, so that the rows
  /// are in the file in their order.
  @Override
  public void together(Runnable appends) {
    synchronized (this) {
      if (gatherer != null) {
        appends.run();
        return;
      }
      gatherer = Thread.currentThread();
    }
    try {
      appends.run();
    } finally {
      synchronized (this) {
        gatherer = null;
        if (cause == null && stopped == null) {
          write();
        }
      }
    }
  }

  /// Writes what waits, at once.
  private void write() {
    if (waiting.isEmpty()) {
      return;
    }
    WaitingRows.Written due = waiting.written(end);
    try {
      writeAll(file, due.bytes());
    } catch (IOException | RuntimeException e) {
      String what = e instanceof Disk.Full ? "the disk is full" : "a write failed";
      throw stop(what + ": " + e.getMessage() + cutPart(), e);
    }
    end += due.bytes().length;
    writtenRows += due.kept().size();
    waiting.clear();
    due.kept().forEach(followers::tell);
  }

  private static void writeAll(DiskFile file, byte[] bytes) throws IOException {
    int written = 0;
    while (written < bytes.length) {
      written += file.append(bytes, written, bytes.length - written);
    }
  }

  /// Takes the part of a row away that a failed write left. If that fails too, the part is a torn
  /// tail, which every reader knows.
  private String cutPart() {
    try {
      file.truncate(end);
      return "";
    } catch (IOException | RuntimeException e) {
      return " (a part of a row is left at byte " + end + ")";
    }
  }

  private ClewException stop(String what, Throwable why) {
    stopped =
        what
            + "; the ledger "
            + path
            + " of run "
            + id.runId()
            + " keeps its first "
            + writtenRows
            + " rows ("
            + syncedRows
            + " of them synced) and takes no more";
    cause = why;
    return new ClewException(stopped, why);
  }

  private void requireRunning() {
    if (cause != null) {
      throw new ClewException(String.valueOf(stopped), cause);
    }
    if (stopped != null) {
      throw new ClewException(stopped);
    }
  }

  @Override
  public void sync() {
    long wantedEnd;
    synchronized (this) {
      requireRunning();
      write();
      wantedEnd = end;
    }
    synchronized (forcing) {
      long forcedEnd;
      long forcedRows;
      synchronized (this) {
        requireRunning();
        if (directoryForced && syncedEnd >= wantedEnd) {
          return;
        }
        forcedEnd = end;
        forcedRows = writtenRows;
      }
      force();
      synchronized (this) {
        syncedEnd = forcedEnd;
        syncedRows = forcedRows;
      }
    }
  }

  private void force() {
    try {
      file.force();
      if (!directoryForced) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
          disk.forceDirectory(directory);
        }
        directoryForced = true;
      }
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        throw stop("a sync failed: " + e.getMessage(), e);
      }
    }
  }

  /// Lets the file and its lock go. Does not sync.
  @Override
  public void close() {
    synchronized (forcing) {
      synchronized (this) {
        if (stopped == null) {
          write();
          stopped = "the ledger " + path + " is closed";
        }
        waiting.close();
        release();
      }
    }
  }

  private void release() {
    try {
      try {
        file.close();
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new ClewException("cannot close the ledger " + path + ": " + e.getMessage(), e);
    }
  }
}
