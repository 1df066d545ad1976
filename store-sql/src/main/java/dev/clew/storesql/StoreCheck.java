package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunEntry;
import dev.clew.store.RunEntryFold;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Looks at everything that a store holds: the database itself, every digest of every run, and
/// whether the index says what the ledgers say.
///
/// @param runs how many there are
/// @param rows how many of them are what was written
/// @param damage what is not, with its place
public record StoreCheck(long runs, long rows, List<String> damage) {
  /// Rows that are in the memory at once.
  private static final int SLICE = 2_000;

  /// Runs that are looked at before somebody is told, at least.
  private static final int LEAST_STEP = 1_000;

  /// How often somebody is told, at most.
  private static final int STEPS = 20;

  public StoreCheck {
    damage = List.copyOf(damage);
  }

  /// @param runs how many were looked at so far
  /// @param of so many
  public record Progress(long runs, long of) {}

  /// @param name of the store
  /// @param texts as [RunSearch#find]
  /// @param integrity what the database finds of itself
  /// @param progress told now and then
  /// @throws ClewException when the store cannot be read at all
  public static StoreCheck of(
      String name,
      Readers readers,
      IndexedTexts texts,
      Readers.Question<List<String>> integrity,
      Consumer<Progress> progress) {
    try {
      return readers.read(
          null, connection -> new Look(connection, readers, texts, progress).all(integrity));
    } catch (SQLException e) {
      throw new ClewException(name + " cannot be checked: " + e.getMessage(), e);
    }
  }

  private static final class Look {
    private final Connection connection;
    private final PayloadReader payloads;
    private final IndexedTexts texts;
    private final Consumer<Progress> progress;
    private final List<String> damage = new ArrayList<>();
    private long rows;

    Look(Connection connection, Readers readers, IndexedTexts texts, Consumer<Progress> progress) {
      this.connection = connection;
      this.payloads = new PayloadReader(readers);
      this.texts = texts;
      this.progress = progress;
    }

    StoreCheck all(Readers.Question<List<String>> integrity) throws SQLException {
      damage.addAll(integrity.ask(connection));
      orphans();
      risen();
      List<Long> runs = numbers("SELECT number FROM run ORDER BY number");
      for (int at = 0; at < runs.size(); at++) {
        if (at > 0 && at % Math.max(LEAST_STEP, runs.size() / STEPS) == 0) {
          progress.accept(new Progress(at, runs.size()));
        }
        run(runs.get(at));
      }
      return new StoreCheck(runs.size(), rows, damage);
    }

    private void orphans() throws SQLException {
      for (String table : List.of("event", "chunk", "payload", "definition")) {
        for (long run :
            numbers(
                "SELECT DISTINCT run FROM "
                    + table
                    + " WHERE run NOT IN (SELECT number FROM run)")) {
          damage.add("table " + table + " has rows of run number " + run + ", which is not there");
        }
      }
    }

    private void risen() throws SQLException {
      for (long number :
          numbers(
              "SELECT number FROM run JOIN tombstone ON tombstone.run_id = run.run_id"
                  + " AND tombstone.namespace = run.namespace")) {
        damage.add("run number " + number + " is there, and was removed");
      }
    }

    private List<Long> numbers(String query) throws SQLException {
      List<Long> numbers = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(query);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          numbers.add(row.getLong(1));
        }
      }
      return numbers;
    }

    private void run(long number) throws SQLException {
      try {
        RunRow run = RunRow.find(connection, number);
        if (run != null) {
          run(run);
        }
      } catch (ClewException e) {
        damage.add(String.valueOf(e.getMessage()));
      } finally {
        // Each is read in a transaction of its own: one of all would keep what others delete.
        connection.rollback();
      }
    }

    private void run(RunRow run) throws SQLException {
      RowReader reader = new RowReader(connection, run, payloads);
      Intake intake = new Intake(run.id());
      RunEntryFold fold = new RunEntryFold();
      for (long from = 0; from < run.size(); from += SLICE) {
        for (Row row : reader.rows(from, SLICE)) {
          String wrong = intake.restore(row);
          if (wrong != null) {
            damage.add("damaged: run " + RunKey.of(run.id()) + ": " + wrong);
            return;
          }
          fold.take(row);
          payload(row);
          rows++;
        }
      }
      if (!intake.head().equals(run.chain())) {
        damage.add(
            "damaged: run " + RunKey.of(run.id()) + ": the table of runs has another newest row");
      }
      if (run.size() > 0) {
        index(run, fold.entry(run.id().runId()));
      }
    }

    private void payload(Row row) {
      Payload payload = row.payload();
      if (payload != null) {
        try {
          // Whoever gives the bytes compares them with their digest.
          payload.bytes();
        } catch (ClewException e) {
          damage.add(String.valueOf(e.getMessage()));
        }
      }
    }

    /// What a run has had since before there was a column for it stands there with its next row.
    private static boolean isOf(RunEntry due, RunEntry entry) {
      return entry.equals(due) || entry.equals(due.ofEarlierFormats());
    }

    private void index(RunRow run, RunEntry due) throws SQLException {
      RunQuery query = RunQuery.ALL.in(Set.of(run.id().namespace())).withWord(run.id().runId());
      // What was found is made anew by whoever explains runs, not by this.
      if (RunSearch.find(connection, query, Integer.MAX_VALUE, texts).stream()
          .noneMatch(entry -> isOf(due, entry.with(null)))) {
        damage.add("damaged: run " + RunKey.of(run.id()) + ": the index says something else of it");
      }
    }
  }
}
