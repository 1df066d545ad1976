package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A ledger in one file. Each row is one write to the system, so that it survives `kill -9`, and is
/// durable after [#sync]; rows that are appended [#together] share a write. Thread-safe; threads
/// that sync at the same time share one fdatasync.
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

  /// `frame.bytes`: the largest row with its payload, as JSON.
  public static final long FRAME_LIMIT_BYTES = 64L << 20;

  /// `files.per_key`: how many ledgers of one name and execution key a directory takes.
  public static final int NUMBER_LIMIT = 100_000;

  private final Disk disk;
  private final Path path;
  private final LedgerId id;
  private final InstantSource clock;
  private final Consumer<Row> listener;
  private final DiskFile file;
  private final Disk.Lock lock;
  private final Intake intake;

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
      Consumer<Row> listener,
      DiskFile file,
      Disk.Lock lock,
      Intake intake,
      long end) {
    this.disk = disk;
    this.path = path;
    this.id = header.id();
    this.waiting = new WaitingRows(header.format(), new PayloadStore(disk, path));
    this.writtenRows = intake.next();
    this.clock = clock;
    this.listener = listener;
    this.file = file;
    this.lock = lock;
    this.intake = intake;
    this.end = end;
  }

  public static FileLedger create(
      Disk disk, Path directory, String name, ExecutionKey key, LedgerId id, InstantSource clock) {
    return create(disk, directory, name, key, id, clock, FileLedger::nobodyListens);
  }

  /// One of a format that is no longer written, for the tests that it is still read.
  static FileLedger create(
      Disk disk,
      Path directory,
      String name,
      ExecutionKey key,
      LedgerHeader header,
      InstantSource clock) {
    return create(disk, directory, name, key, header, clock, FileLedger::nobodyListens);
  }

  /// Claims the first free name of `NAME.KEY.workflow.ledger`, `NAME.KEY-2.workflow.ledger` and so
  /// on in the directory, which must exist.
  ///
  /// @param name of the workflow; what a file name does not take becomes `-`
  /// @param listener is told each row once it is written, in their order, while the ledger waits:
  ///   it must be quick, must not throw and must not append. Larger payloads of these rows stand in
  ///   the file only
  public static FileLedger create(
      Disk disk,
      Path directory,
      String name,
      ExecutionKey key,
      LedgerId id,
      InstantSource clock,
      Consumer<Row> listener) {
    LedgerHeader header = new LedgerHeader(LedgerHeader.NEWEST_FORMAT, id);
    return create(disk, directory, name, key, header, clock, listener);
  }

  private static FileLedger create(
      Disk disk,
      Path directory,
      String name,
      ExecutionKey key,
      LedgerHeader header,
      InstantSource clock,
      Consumer<Row> listener) {
    try {
      for (int number = 1; number <= NUMBER_LIMIT; number++) {
        Path path = path(directory, name, key, number);
        try (Opening opening = new Opening(disk.create(path))) {
          return begun(opening, disk, path, header, clock, listener);
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
      Opening opening,
      Disk disk,
      Path path,
      LedgerHeader header,
      InstantSource clock,
      Consumer<Row> listener)
      throws IOException {
    opening.lock(disk, path);
    byte[] first = TextFrame.of(header.json());
    writeAll(opening.file(), first);
    Intake intake = new Intake(header.id());
    return opening.done((file, lock) ->
        new FileLedger(disk, path, header, clock, listener, file, lock, intake, first.length));
  }

  public static FileLedger open(Disk disk, Path path, InstantSource clock) {
    return open(disk, path, clock, FileLedger::nobodyListens);
  }

  /// Opens a ledger to append to it. A torn tail is cut; a ledger with damage is refused.
  ///
  /// @param listener is told the rows that are new; see [#create]
  /// @throws NotALedger when it has no header that could be read
  public static FileLedger open(Disk disk, Path path, InstantSource clock, Consumer<Row> listener) {
    try (Opening opening = new Opening(disk.open(path))) {
      opening.lock(disk, path);
      LedgerScan scan =
          LedgerScan.of(
              new PayloadStore(disk, path),
              opening.file(),
              RowReader.Check.EVERYTHING,
              FileLedger::nobodyListens);
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
              listener,
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

  /// The hash of the newest row.
  public synchronized Digest head() {
    return intake.head();
  }

  /// How many rows there are.
  public synchronized long size() {
    return intake.next();
  }

  /// Beside the limits of [Intake]: `frame.bytes` and `file.bytes`.
  @Override
  public synchronized Appended append(RedactedEvent event) {
    requireRunning();
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
    if (waiting.isDue() || !Thread.currentThread().equals(gatherer)) {
      write();
    }
    return stored;
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
    WaitingRows.Written written = waiting.written(end);
    try {
      writeAll(file, written.bytes());
    } catch (IOException | RuntimeException e) {
      String what = e instanceof Disk.Full ? "the disk is full" : "a write failed";
      throw stop(what + ": " + e.getMessage() + cutPart(), e);
    }
    end += written.bytes().length;
    writtenRows += written.kept().size();
    waiting.clear();
    written.kept().forEach(listener);
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

  private static void nobodyListens(Row row) {}
}
