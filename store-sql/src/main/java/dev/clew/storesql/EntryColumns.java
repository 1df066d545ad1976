package dev.clew.storesql;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Finding;
import dev.clew.store.RunEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a list shows of a run, as the table of runs has it.
final class EntryColumns {
  static final String NAMES =
      "run_id, namespace, name, version, status, created_at, finished_at, correlation_id,"
          + " execution_key, attempts, size, found_size, started_at, failure, phase, cause, headline,"
          + " stuck_us, stuck_rule, parent_run_id, parent_attempt_id, parent_stage, no_run_id";

  /// How many these are.
  static final int COUNT = 23;

  private EntryColumns() {}

  static RunEntry entry(ResultSet row) throws SQLException {
    String runId = ColumnText.read(row.getString(1));
    return new RunEntry(
        runId,
        ColumnText.read(row.getString(2)),
        ColumnText.read(row.getString(3)),
        ColumnText.readOrNull(row.getString(4)),
        Objects.requireNonNull(RunStatus.of(row.getString(5))),
        time(row.getString(6)),
        time(row.getString(7)),
        ColumnText.readOrNull(row.getString(8)),
        ColumnText.read(row.getString(9)),
        parent(row),
        row.getInt(23) == 1,
        row.getInt(10),
        runId,
        row.getLong(11) == row.getLong(12) ? finding(row) : null);
  }

  private static @Nullable ParentRun parent(ResultSet row) throws SQLException {
    String runId = ColumnText.readOrNull(row.getString(20));
    return runId == null
        ? null
        : new ParentRun(
            runId,
            ColumnText.readOrNull(row.getString(21)),
            ColumnText.readOrNull(row.getString(22)));
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(row.getLong(12), time(row.getString(13)), failure(row), silence(row));
  }

  private static Finding.@Nullable Failure failure(ResultSet row) throws SQLException {
    String code = ColumnText.readOrNull(row.getString(14));
    return code == null
        ? null
        : new Finding.Failure(
            code,
            Phase.valueOf(row.getString(15).toUpperCase(Locale.ROOT)),
            Cause.of(row.getString(16)),
            ColumnText.read(row.getString(17)));
  }

  private static Finding.@Nullable Silence silence(ResultSet row) throws SQLException {
    String rule = ColumnText.readOrNull(row.getString(19));
    return rule == null
        ? null
        : new Finding.Silence(Micros.timestamp(row.getLong(18)).instant(), rule);
  }

  private static @Nullable Timestamp time(@Nullable String text) {
    return text == null ? null : Timestamp.parse(text);
  }
}
