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
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import dev.clew.store.StoredLedger;
import dev.clew.storesql.PayloadReader;
import dev.clew.storesql.Readers;
import dev.clew.storesql.RowReader;
import dev.clew.storesql.RunRow;
import dev.clew.storesql.RunSearch;
import dev.clew.storesql.WriterThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The store of runs in a folder: one SQLite database, `clew.db`, in WAL mode with
/// `synchronous=FULL`, which one process writes and any number may read. Rows are checked against
/// their chain whenever they are read. Thread-safe.
public final class SqliteRunStore implements RunStore {
  private static final String FILE = "clew.db";

  /// An index has all of a text.
  private static final UnaryOperator<String> KEYS = UnaryOperator.identity();

  private final Path folder;
  private final Disk.Lock lock;
  private final Readers readers;
  private final StoreWriter writer;
  private final WriterThread<StoreWriter> thread;
  private final PayloadReader payloads;

  private SqliteRunStore(
      Path folder,
      Disk.Lock lock,
      Readers readers,
      StoreWriter writer,
      WriterThread<StoreWriter> thread) {
    this.folder = folder;
    this.lock = lock;
    this.readers = readers;
    this.writer = writer;
    this.thread = thread;
    this.payloads = new PayloadReader(readers);
  }

  /// Opens the store in a folder, or makes one there.
  ///
  /// @throws Refusal when another process writes it, or when it cannot be opened
  public static SqliteRunStore open(Path folder, SqliteOptions options) {
    Path file = folder.resolve(FILE);
    Disk.Lock lock = lock(folder, file);
    try {
      Database database = new Database(file);
      Connection connection = database.openToWrite();
      Readers readers = new Readers(database);
      StoreWriter writer = new StoreWriter(folder, connection, readers, options);
      WriterThread<StoreWriter> thread =
          new WriterThread<>(folder.toString(), writer, options.queueBytes());
      thread.start();
      return new SqliteRunStore(folder, lock, readers, writer, thread);
    } catch (SQLException | RuntimeException e) {
      release(lock);
      throw Refusal.invalid("the store " + folder + " cannot be opened: " + e.getMessage());
    }
  }

  private static Disk.Lock lock(Path folder, Path file) {
    try {
      Files.createDirectories(folder);
      return new LocalDisk().lock(file);
    } catch (Disk.LockHeld e) {
      throw Refusal.invalid("the store " + folder + " is in use by " + e.getMessage());
    } catch (IOException e) {
      throw Refusal.invalid("the store " + folder + " cannot be made: " + e.getMessage());
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
    return events.isEmpty() ? List.of() : thread.append(events.stream().map(Measured::of).toList());
  }

  @Override
  public Ledger begin(LedgerId id) {
    thread.ask(writing -> {
      writing.begin(id);
      return true;
    });
    return ledger(RunKey.of(id)).orElseThrow();
  }

  @Override
  public Optional<Ledger> ledger(RunKey run) {
    RunRow row = read("run " + run, connection -> RunRow.find(connection, run));
    return row == null ? Optional.empty() : Optional.of(new View(row));
  }

  @Override
  public List<RunEntry> find(RunQuery query, int limit) {
    return read("the list of runs", connection -> RunSearch.find(connection, query, limit, KEYS));
  }

  private <T extends @Nullable Object> T read(String what, Readers.Question<T> question) {
    try {
      return readers.read(null, question);
    } catch (SQLException e) {
      throw new ClewException(folder + ": " + what + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    thread.close();
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw new ClewException(folder + " cannot be closed: " + e.getMessage(), e);
    } finally {
      release(lock);
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
      RunRow now = read("run " + id(), this::now);
      return new Head(now.size(), now.chain());
    }

    private RunRow now(Connection connection) throws SQLException {
      return Objects.requireNonNull(RunRow.find(connection, run.number()));
    }

    @Override
    public List<Row> rows(long from, int limit) {
      return read(
          "run " + id(),
          connection -> new RowReader(connection, now(connection), payloads).rows(from, limit));
    }

    @Override
    public Following follow(Consumer<Row> follower) {
      RunKey key = RunKey.of(id());
      return thread.ask(writing -> writing.followers(key).add(writing.size(key), follower));
    }
  }
}
