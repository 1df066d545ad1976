package dev.clew.storesqlite;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Measured;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.store.Blobs;
import dev.clew.store.Found;
import dev.clew.store.LeasedRun;
import dev.clew.store.Removal;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import dev.clew.store.StoredLedger;
import dev.clew.store.StoredRun;
import dev.clew.store.Tombstone;
import dev.clew.storesql.AssignmentTable;
import dev.clew.storesql.FindingTable;
import dev.clew.storesql.PayloadReader;
import dev.clew.storesql.Readers;
import dev.clew.storesql.RowReader;
import dev.clew.storesql.RunRow;
import dev.clew.storesql.RunSearch;
import dev.clew.storesql.RunWalk;
import dev.clew.storesql.StoreCheck;
import dev.clew.storesql.TombstoneTable;
import dev.clew.storesql.WriterThread;
import dev.clew.storesql.blob.BlobCheck;
import dev.clew.storesql.blob.BlobTransactions;
import dev.clew.storesql.blob.SqlBlobs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The store of runs in a folder: one SQLite database, `clew.db`, in WAL mode with
/// `synchronous=FULL`, which one process writes and any number may read. Rows are checked against
/// their chain whenever they are read. Thread-safe.
public final class SqliteRunStore implements RunStore {
  private static final String FILE = "clew.db";
  private static final SqliteTexts TEXTS = new SqliteTexts();

  private final Path folder;
  private final Readers readers;
  private final PayloadReader payloads;
  private final BlobFiles files;
  private final Blobs blobs;

  /// What writes; null in a process that only reads.
  private final @Nullable Writing writing;

  private record Writing(Disk.Lock lock, StoreWriter writer, WriterThread<StoreWriter> thread) {}

  private SqliteRunStore(
      Path folder,
      Readers readers,
      BlobFiles files,
      InstantSource clock,
      @Nullable Writing writing) {
    this.folder = folder;
    this.readers = readers;
    this.payloads = new PayloadReader(readers);
    this.writing = writing;
    this.files = files;
    this.blobs = new SqlBlobs(readers, new BlobWrites(), files, clock);
  }

  /// Whether there is a store in the folder.
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /// Opens the store in a folder, or makes one there.
  ///
  /// @throws Refusal when another process writes it, or when it cannot be opened
  public static SqliteRunStore open(Path folder, SqliteOptions options) {
    return open(folder, options, new LocalDisk());
  }

  /// @param disk of the files beside the database
  static SqliteRunStore open(Path folder, SqliteOptions options, Disk disk) {
    Path file = folder.resolve(FILE);
    Disk.Lock lock = lock(folder, file);
    try {
      Database database = new Database(file);
      Connection connection = database.openToWrite();
      Readers readers = new Readers(database);
      BlobFiles files = new BlobFiles(folder, disk);
      StoreWriter writer = new StoreWriter(folder, connection, readers, files, options);
      WriterThread<StoreWriter> thread =
          new WriterThread<>(folder.toString(), writer, options.queueBytes());
      thread.start();
      return new SqliteRunStore(
          folder, readers, files, options.clock(), new Writing(lock, writer, thread));
    } catch (SQLException | RuntimeException e) {
      release(lock);
      throw Refusal.invalid("the store " + folder + " cannot be opened: " + e.getMessage());
    }
  }

  /// Opens the store in a folder to read it, whoever writes it meanwhile. What is appended is
  /// refused with [StoreFault.Kind#READ_ONLY]; nobody is told of new rows.
  ///
  /// @throws Refusal when there is none, or when it cannot be opened
  public static SqliteRunStore openToRead(Path folder) {
    if (!isIn(folder)) {
      throw Refusal.invalid("there is no store in " + folder + ": no file " + FILE);
    }
    Database database = new Database(folder.resolve(FILE));
    try {
      if (!database.isCurrent()) {
        migrate(folder, database);
      }
    } catch (SQLException | RuntimeException e) {
      throw Refusal.invalid("the store " + folder + " cannot be opened: " + e.getMessage());
    }
    return new SqliteRunStore(
        folder,
        new Readers(database),
        new BlobFiles(folder, new LocalDisk()),
        InstantSource.system(),
        null);
  }

  /// An older clew has made it: even who only reads brings it up to date first.
  private static void migrate(Path folder, Database database) throws SQLException {
    Disk.Lock lock = lock(folder, database.file());
    try {
      database.openToWrite().close();
    } finally {
      release(lock);
    }
  }

  private static Disk.Lock lock(Path folder, Path file) {
    try {
      make(folder, file);
      return new LocalDisk().lock(file);
    } catch (Disk.LockHeld e) {
      throw Refusal.invalid("the store " + folder + " is in use by " + e.getMessage());
    } catch (IOException e) {
      throw Refusal.invalid("the store " + folder + " cannot be made: " + e.getMessage());
    }
  }

  /// For its owner alone: SQLite gives the files beside the database the mode of that.
  private static void make(Path folder, Path file) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, LocalDisk.folderOfOwner());
    }
    if (!Files.exists(file)) {
      Files.createFile(file, LocalDisk.ownerOnly());
    }
  }

  private static void release(Disk.Lock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The lock ends with the process, whatever became of its file.
    }
  }

  @Override
  public List<Appended> append(List<RedactedEvent> events) {
    return events.isEmpty()
        ? List.of()
        : thread().append(events.stream().map(Measured::of).toList());
  }

  @Override
  public Optional<Appended> appendAt(long rows, RedactedEvent event) {
    RunKey run = RunKey.of(event.event());
    Measured measured = Measured.of(event);
    return thread().ask(writer -> writer.appendAt(rows, run, measured));
  }

  @Override
  public List<RunKey> queued(String queue, @Nullable Set<String> namespaces, int limit) {
    return read(
        "the queue " + queue,
        connection -> AssignmentTable.queued(connection, queue, namespaces, limit, TEXTS));
  }

  @Override
  public List<LeasedRun> leased(long after, int limit) {
    return read("the runs", connection -> AssignmentTable.leased(connection, after, limit));
  }

  @Override
  public CompletionStage<StoreFault> failure() {
    return writing == null ? RunStore.super.failure() : writing.thread().failure();
  }

  private WriterThread<StoreWriter> thread() {
    if (writing == null) {
      throw new StoreFault(
          StoreFault.Kind.READ_ONLY, "the store " + folder + " was opened to be read", null);
    }
    return writing.thread();
  }

  @Override
  public Ledger begin(LedgerId id) {
    thread()
        .ask(writer -> {
          writer.begin(id);
          return true;
        });
    return ledger(RunKey.of(id)).orElseThrow();
  }

  @Override
  public Optional<Ledger> ledger(RunKey run) {
    RunRow row = read("run " + run, connection -> RunRow.find(connection, run));
    return row == null ? Optional.empty() : Optional.of(new View(row));
  }

  /// What the writer knows already is not read again.
  @Override
  public Map<String, Long> offsets(RunKey run, Set<String> eventIds) {
    return writing == null
        ? RunStore.super.offsets(run, eventIds)
        : thread().ask(writer -> writer.offsets(run, eventIds));
  }

  @Override
  public List<RunEntry> find(RunQuery query, int limit) {
    return read("the list of runs", connection -> RunSearch.find(connection, query, limit, TEXTS));
  }

  @Override
  public Optional<Tombstone> remove(Removal removal) {
    return thread().ask(writer -> writer.remove(removal));
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  private final class BlobWrites implements BlobTransactions {
    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      return thread().ask(writer -> writer.write(work));
    }

    @Override
    public RuntimeException fault(IOException cause) {
      return told(SqliteFault.of(folder, cause));
    }

    @Override
    public RuntimeException fault(SQLException cause) {
      return told(SqliteFault.of(folder, "writing a file", cause));
    }

    private StoreFault told(StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.FAILED) {
        thread().fail(fault);
      }
      return fault;
    }

    @Override
    public @Nullable RunRow locked(Connection connection, RunKey run) throws SQLException {
      return RunRow.find(connection, run);
    }

    /// There is one thread that writes, and one process.
    @Override
    public void lock(Connection connection) {}

    @Override
    public @Nullable RunRow find(Connection connection, RunKey run) throws SQLException {
      return RunRow.find(connection, run);
    }
  }

  @Override
  public List<Tombstone> tombstones(String runId, @Nullable Set<String> namespaces) {
    return read(
        "what was removed",
        connection -> TombstoneTable.ofId(connection, runId, namespaces, TEXTS));
  }

  @Override
  public List<StoredRun> walk(long after, int limit) {
    return read("the runs", connection -> RunWalk.after(connection, after, limit));
  }

  @Override
  public Appended expire(RedactedEvent said) {
    return thread().ask(writer -> writer.expire(Measured.of(said)));
  }

  @Override
  public void keep(List<Found> found) {
    thread()
        .ask(writer -> {
          writer.keep(found);
          return true;
        });
  }

  @Override
  public Map<RunKey, Long> unexamined(int limit) {
    return read("the list of runs", connection -> FindingTable.unexamined(connection, limit));
  }

  private <T extends @Nullable Object> T read(String what, Readers.Question<T> question) {
    try {
      return readers.read(null, question);
    } catch (SQLException e) {
      throw new ClewException(folder + ": " + what + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Looks at everything that it holds. Others may read and write meanwhile.
  ///
  /// @throws ClewException when it cannot be read at all
  public StoreCheck check(Consumer<StoreCheck.Progress> progress) {
    return StoreCheck.of(folder.toString(), readers, TEXTS, this::integrity, progress);
  }

  private List<String> integrity(Connection connection) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      while (row.next()) {
        if (!row.getString(1).equals("ok")) {
          wrong.add("the database: " + row.getString(1));
        }
      }
    }
    wrong.addAll(new BlobCheck(readers, files).damage());
    return wrong;
  }

  /// Writes a copy of the store, as it is at this moment, into a folder of its own, where it can be
  /// opened like any other. Others may read and write meanwhile.
  ///
  /// @param target must not exist, or be empty
  /// @throws Refusal when it cannot be written there
  public void backUp(Path target) {
    Path file = target.resolve(FILE);
    try {
      make(target, file);
      if (Files.size(file) > 0) {
        throw Refusal.invalid("there is a store in " + target + " already; nothing was written");
      }
      try (Connection connection = new Database(folder.resolve(FILE)).open()) {
        // It refuses to be a part of a transaction.
        connection.setAutoCommit(true);
        try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
          copy.setString(1, file.toString());
          copy.execute();
        }
      }
      new BlobCopy(files, new Database(folder.resolve(FILE)), target).run(file);
      force(file);
      force(target);
    } catch (IOException | SQLException e) {
      throw Refusal.invalid(
          "the store " + folder + " cannot be copied to " + target + ": " + e.getMessage());
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      if (writing != null) {
        writing.thread().close();
        writing.writer().close();
      }
      readers.close();
    } catch (SQLException e) {
      throw new ClewException(folder + " cannot be closed: " + e.getMessage(), e);
    } finally {
      if (writing != null) {
        release(writing.lock());
      }
    }
  }

  private final class View extends StoredLedger {
    private final RunRow run;

    View(RunRow run) {
      super(SqliteRunStore.this, run.id());
      this.run = run;
    }

    @Override
    public Head head() {
      RunRow now = read("run " + id(), run::now);
      return new Head(now.size(), now.chain());
    }

    @Override
    public List<Row> rows(long from, int limit) {
      return read(
          "run " + id(),
          connection -> new RowReader(connection, run.now(connection), payloads).rows(from, limit));
    }

    @Override
    public Following follow(Consumer<Row> follower) {
      RunKey key = RunKey.of(id());
      return thread().ask(writer -> writer.followers(key).add(writer.size(key), follower));
    }
  }
}
