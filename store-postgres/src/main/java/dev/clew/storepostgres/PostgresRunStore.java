package dev.clew.storepostgres;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Measured;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The store of runs in a PostgreSQL database, in its schema `clew`, which several programs may
/// write and read at once. Rows are checked against their chain whenever they are read. A question
/// about some namespaces is asked under row-level security of these. Thread-safe.
public final class PostgresRunStore implements RunStore {
  private final Connections connections;
  private final PostgresAddress address;
  private final Readers readers;
  private final PayloadReader payloads;
  private final Tails tails;
  private final StoreWriter writer;
  private final WriterThread<StoreWriter> thread;
  private final BlobPieces pieces;
  private final Blobs blobs;

  private PostgresRunStore(Connections connections, PostgresOptions options) {
    this.connections = connections;
    this.address = connections.address();
    this.readers = new Readers(connections);
    this.payloads = new PayloadReader(readers);
    this.tails = new Tails(readers, payloads, options.lookEvery());
    this.pieces = new BlobPieces(connections, readers);
    this.writer = new StoreWriter(connections, payloads, tails, pieces, options);
    this.thread = new WriterThread<>(address.toString(), writer, options.queueBytes());
    this.blobs = new SqlBlobs(readers, new BlobWrites(), pieces, options.clock());
  }

  /// Opens the store in a database, or makes one there.
  ///
  /// @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`
  /// @throws Refusal when it cannot be opened
  public static PostgresRunStore open(String url, PostgresOptions options) {
    PostgresAddress address = PostgresAddress.parse(url);
    Connections connections = new Connections(address);
    try (Connection connection = connections.openToWrite()) {
      connections.requireUsable(connection);
      new Migrations(address).run(connection);
    } catch (SQLException | ClewException e) {
      throw Refusal.invalid("the store " + address + " cannot be opened: " + e.getMessage());
    }
    PostgresRunStore store = new PostgresRunStore(connections, options);
    store.thread.start();
    return store;
  }

  /// A key that all programs with this store share.
  ///
  /// @param offered is the key from now on, if there is none of that name yet
  /// @throws ClewException when it cannot be read
  public byte[] secret(String name, byte[] offered) {
    try (Connection connection = connections.openToWrite();
        PreparedStatement offer =
            connection.prepareStatement(
                "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
        PreparedStatement query =
            connection.prepareStatement("SELECT value FROM secret WHERE name = ?")) {
      offer.setString(1, name);
      offer.setBytes(2, offered);
      offer.executeUpdate();
      connection.commit();
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new ClewException(address + ": its key cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public CompletionStage<StoreFault> failure() {
    return thread.failure();
  }

  @Override
  public List<Appended> append(List<RedactedEvent> events) {
    return events.isEmpty() ? List.of() : thread.append(events.stream().map(Measured::of).toList());
  }

  @Override
  public Optional<Appended> appendAt(long rows, RedactedEvent event) {
    RunKey run = RunKey.of(event.event());
    Measured measured = Measured.of(event);
    return thread.ask(writing -> writing.appendAt(rows, run, measured));
  }

  @Override
  public List<RunKey> queued(String queue, @Nullable Set<String> namespaces, int limit) {
    return read(
        "the queue " + queue,
        namespaces,
        connection ->
            AssignmentTable.queued(connection, queue, namespaces, limit, new ShortTexts()));
  }

  @Override
  public List<LeasedRun> leased(long after, int limit) {
    return read("the runs", null, connection -> AssignmentTable.leased(connection, after, limit));
  }

  @Override
  public Ledger begin(LedgerId id) {
    thread.ask(writing -> {
      writing.begin(id);
      return true;
    });
    return ledger(RunKey.of(id)).orElseThrow();
  }

  /// Where it is, without a password.
  public String shown() {
    return address.toString();
  }

  @Override
  public Optional<Ledger> ledger(RunKey run) {
    RunRow row =
        read("run " + run, Set.of(run.namespace()), connection -> LockedRuns.find(connection, run));
    return row == null ? Optional.empty() : Optional.of(new View(row));
  }

  /// What the writer knows already is not read again.
  @Override
  public Map<String, Long> offsets(RunKey run, Set<String> eventIds) {
    return thread.ask(writing -> writing.offsets(run, eventIds));
  }

  @Override
  public Optional<Tombstone> remove(Removal removal) {
    return thread.ask(writing -> writing.remove(removal));
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  private final class BlobWrites implements BlobTransactions {
    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      return thread.ask(writing -> writing.write(work));
    }

    /// To read was what failed: pieces are written with SQL.
    @Override
    public RuntimeException fault(IOException cause) {
      return cause.getCause() instanceof SQLException e
          ? PostgresFault.ofReading(address, "a file", e)
          : new ClewException(address + ": " + cause.getMessage(), cause);
    }

    @Override
    public RuntimeException fault(SQLException cause) {
      RuntimeException fault = PostgresFault.of(address, "writing a file", cause);
      if (fault instanceof StoreFault one && one.kind() == StoreFault.Kind.FAILED) {
        thread.fail(one);
      }
      return fault;
    }

    @Override
    public @Nullable RunRow locked(Connection connection, RunKey run) throws SQLException {
      return StoreWriter.locked(connection, run);
    }

    @Override
    public void lock(Connection connection) throws SQLException {
      StoreWriter.lockBlobs(connection);
    }

    @Override
    public @Nullable RunRow find(Connection connection, RunKey run) throws SQLException {
      return LockedRuns.find(connection, run);
    }
  }

  @Override
  public List<Tombstone> tombstones(String runId, @Nullable Set<String> namespaces) {
    return read(
        "what was removed",
        namespaces,
        connection -> TombstoneTable.ofId(connection, runId, namespaces, new ShortTexts()));
  }

  @Override
  public List<StoredRun> walk(long after, int limit) {
    return read("the runs", null, connection -> RunWalk.after(connection, after, limit));
  }

  @Override
  public Appended expire(RedactedEvent said) {
    return thread.ask(writing -> writing.expire(Measured.of(said)));
  }

  @Override
  public void keep(List<Found> found) {
    thread.ask(writing -> {
      writing.keep(found);
      return true;
    });
  }

  @Override
  public Map<RunKey, Long> unexamined(int limit) {
    return read("the list of runs", null, connection -> FindingTable.unexamined(connection, limit));
  }

  /// Looks at everything that it holds. Others may read and write meanwhile.
  ///
  /// @throws ClewException when it cannot be read at all
  public StoreCheck check(Consumer<StoreCheck.Progress> progress) {
    return StoreCheck.of(
        address.toString(),
        readers,
        new ShortTexts(),
        connection -> new BlobCheck(readers, pieces).damage(),
        progress);
  }

  @Override
  public List<RunEntry> find(RunQuery query, int limit) {
    return read(
        "the list of runs",
        query.namespaces(),
        connection -> RunSearch.find(connection, query, limit, new ShortTexts()));
  }

  private <T extends @Nullable Object> T read(
      String what, @Nullable Set<String> namespaces, Readers.Question<T> question) {
    try {
      return readers.read(namespaces, question);
    } catch (SQLException e) {
      throw PostgresFault.ofReading(address, what, e);
    }
  }

  @Override
  public void close() {
    thread.close();
    tails.close();
    writer.close();
    try {
      readers.close();
    } catch (SQLException e) {
      throw new ClewException(address + " cannot be closed: " + e.getMessage(), e);
    }
  }

  private final class View extends StoredLedger {
    private final RunRow run;

    View(RunRow run) {
      super(PostgresRunStore.this, run.id());
      this.run = run;
    }

    @Override
    public Head head() {
      RunRow now = ask(run::now);
      return new Head(now.size(), now.chain());
    }

    @Override
    public List<Row> rows(long from, int limit) {
      return ask(
          connection -> new RowReader(connection, run.now(connection), payloads).rows(from, limit));
    }

    private <T> T ask(Readers.Question<T> question) {
      return read("run " + id(), Set.of(id().namespace()), question);
    }

    @Override
    public Following follow(Consumer<Row> follower) {
      try {
        return tails.follow(RunKey.of(id()), run.number(), follower);
      } catch (SQLException e) {
        throw PostgresFault.ofReading(address, "run " + id(), e);
      }
    }
  }
}
