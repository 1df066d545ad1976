package dev.clew.storesqlite;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question about runs as SQL: conditions with places for values, and never a value in the text.
final class RunSearch {
  private static final String COLUMNS =
      "SELECT run_id, namespace, name, version, status, created_at, finished_at, correlation_id,"
          + " execution_key, attempts FROM run WHERE size > 0";
  private static final String ORDER = " ORDER BY created_ns DESC, run_id, namespace LIMIT ?";

  private final StringBuilder text = new StringBuilder(COLUMNS);
  private final List<Object> values = new ArrayList<>();

  private RunSearch() {}

  static List<RunEntry> find(Connection connection, RunQuery query, int limit) throws SQLException {
    RunSearch search = new RunSearch();
    search.add(query);
    search.text.append(ORDER);
    search.values.add(limit);
    return search.ask(connection);
  }

  private void add(RunQuery query) {
    String word = query.word();
    if (word != null) {
      word(word);
    }
    Set<String> namespaces = query.namespaces();
    if (namespaces != null) {
      oneOf("namespace", namespaces);
    }
    equal("name", query.name());
    equal("version", query.version());
    equal("correlation_id", query.correlationId());
    if (!query.statuses().isEmpty()) {
      oneOf("status", query.statuses().stream().map(RunStatus::wire).toList());
    }
    time(" AND created_ns >= ?", query.since());
    time(" AND created_ns < ?", query.until());
    DefinitionRef definition = query.definition();
    if (definition != null) {
      definition(definition);
    }
    RunEntry.Place after = query.after();
    if (after != null) {
      after(after);
    }
  }

  private void equal(String column, @Nullable String value) {
    if (value != null) {
      text.append(" AND ").append(column).append(" = ?");
      values.add(value);
    }
  }

  private void oneOf(String column, Collection<String> wanted) {
    text.append(" AND ").append(column).append(" IN (");
    text.append(String.join(",", wanted.stream().map(value -> "?").toList())).append(')');
    values.addAll(wanted);
  }

  private void time(String condition, @Nullable Instant time) {
    if (time != null) {
      text.append(condition);
      values.add(RunTable.nanos(time));
    }
  }

  /// As [RunQuery] says what a user calls a run.
  private void word(String word) {
    if (word.isEmpty()) {
      text.append(" AND 0");
      return;
    }
    List<String> ways = new ArrayList<>(List.of("run_id = ?", "name = ?"));
    values.add(word);
    values.add(word);
    for (String beginning : RunQuery.idBeginnings(word)) {
      beginning("run_id", beginning, ways);
    }
    if (RunQuery.mayBeginKey(word)) {
      beginning("execution_key", word, ways);
    }
    text.append(" AND (").append(String.join(" OR ", ways)).append(')');
  }

  private void definition(DefinitionRef wanted) {
    List<String> ways = new ArrayList<>();
    switch (wanted) {
      case DefinitionRef.Content(String hex) -> beginning("sha256", hex, ways);
      case DefinitionRef.Commit(String hex) -> beginning("git_commit", hex, ways);
    }
    text.append(" AND number IN (SELECT run FROM definition WHERE ")
        .append(ways.getFirst())
        .append(')');
  }

  /// All texts that begin so, as a range that an index has in one piece. No text of a column here
  /// has the last of all characters after its beginning.
  private void beginning(String column, String beginning, List<String> ways) {
    ways.add("(" + column + " >= ? AND " + column + " < ?)");
    values.add(beginning);
    values.add(beginning + Character.toString(Character.MAX_CODE_POINT));
  }

  private void after(RunEntry.Place place) {
    Instant created = place.createdAt();
    if (created == null) {
      text.append(" AND created_ns IS NULL AND (run_id, namespace) > (?, ?)");
    } else {
      text.append(
          " AND (created_ns IS NULL OR created_ns < ?"
              + " OR (created_ns = ? AND (run_id, namespace) > (?, ?)))");
      values.add(RunTable.nanos(created));
      values.add(RunTable.nanos(created));
    }
    values.add(place.location());
    values.add(place.namespace());
  }

  private List<RunEntry> ask(Connection connection) throws SQLException {
    List<RunEntry> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(text.toString())) {
      for (int at = 0; at < values.size(); at++) {
        query.setObject(at + 1, values.get(at));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(entry(row));
        }
      }
    }
    return found;
  }

  private static RunEntry entry(ResultSet row) throws SQLException {
    String runId = row.getString(1);
    return new RunEntry(
        runId,
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Objects.requireNonNull(RunStatus.of(row.getString(5))),
        time(row.getString(6)),
        time(row.getString(7)),
        row.getString(8),
        row.getString(9),
        row.getInt(10),
        runId);
  }

  private static @Nullable Timestamp time(@Nullable String text) {
    return text == null ? null : Timestamp.parse(text);
  }
}
