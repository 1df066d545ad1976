package dev.clew.storesql;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A question about runs as SQL: conditions with places for values, and never a value in the text.
public final class RunSearch {
  private static final String COLUMNS =
      "SELECT run_id, namespace, name, version, status, created_at, finished_at, correlation_id,"
          + " execution_key, attempts FROM run WHERE size > 0";

  private final IndexedTexts texts;
  private final StringBuilder text = new StringBuilder(COLUMNS);
  private final List<Object> values = new ArrayList<>();

  private RunSearch(IndexedTexts texts) {
    this.texts = texts;
  }

  public static List<RunEntry> find(
      Connection connection, RunQuery query, int limit, IndexedTexts texts) throws SQLException {
    String word = query.word();
    if (word == null) {
      return find(connection, query, null, limit, texts);
    }
    // Each way of calling a run has an index of its own. Asked for all at once, a database may go
    // over all runs from the newest on instead.
    SortedMap<RunEntry.Place, RunEntry> found = new TreeMap<>();
    for (Way way : Way.of(word)) {
      for (RunEntry run : find(connection, query, way, limit, texts)) {
        found.put(run.place(), run);
      }
    }
    return found.values().stream().limit(limit).toList();
  }

  /// One of the ways in which a word may call a run, as [RunQuery] says.
  private record Way(String column, String text, boolean isBeginning) {
    static List<Way> of(String word) {
      if (word.isEmpty()) {
        return List.of();
      }
      List<Way> ways = new ArrayList<>();
      ways.add(new Way("run_id", word, false));
      ways.add(new Way("name", word, false));
      for (String beginning : RunQuery.idBeginnings(word)) {
        ways.add(new Way("run_id", beginning, true));
      }
      if (RunQuery.mayBeginKey(word)) {
        ways.add(new Way("execution_key", word, true));
      }
      return ways;
    }
  }

  private static List<RunEntry> find(
      Connection connection, RunQuery query, @Nullable Way way, int limit, IndexedTexts texts)
      throws SQLException {
    RunEntry.Place after = query.after();
    if (after == null || after.createdAt() == null) {
      return find(connection, query, way, "", limit, texts);
    }
    // An index begins at a time, and has those without one at its end: that is two questions.
    String with = " AND created_ns IS NOT NULL";
    List<RunEntry> found = new ArrayList<>(find(connection, query, way, with, limit, texts));
    if (found.size() < limit) {
      RunQuery all = query.startingAfter(null);
      String without = " AND created_ns IS NULL";
      found.addAll(find(connection, all, way, without, limit - found.size(), texts));
    }
    return found;
  }

  private static List<RunEntry> find(
      Connection connection,
      RunQuery query,
      @Nullable Way way,
      String condition,
      int limit,
      IndexedTexts texts)
      throws SQLException {
    RunSearch search = new RunSearch(texts);
    search.add(query);
    if (way != null) {
      String called = search.condition(way.column(), way.text(), way.isBeginning());
      search.text.append(" AND ").append(called);
    }
    search.text.append(condition);
    search.order(limit);
    return search.ask(connection);
  }

  private String condition(String column, String text, boolean isBeginning) {
    return isBeginning ? begins(column, text) : isEqual(column, ColumnText.of(text));
  }

  private void add(RunQuery query) {
    Set<String> namespaces = query.namespaces();
    if (namespaces != null) {
      oneOf("namespace", namespaces.stream().map(ColumnText::of).toList());
    } else {
      text.append(" AND namespace <> '").append(RunKey.SERVER_NAMESPACE).append("'");
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
      text.append(" AND ").append(isEqual(column, ColumnText.of(value)));
    }
  }

  private String isEqual(String column, String value) {
    String indexed = texts.column(column);
    values.add(texts.value(value));
    if (indexed.equals(column) || texts.isWhole(value)) {
      return indexed + " = ?";
    }
    values.add(value);
    return "(" + indexed + " = ? AND " + column + " = ?)";
  }

  /// Newest first. What an index has of an id is in the order of the ids.
  private void order(int limit) {
    text.append(" ORDER BY created_ns DESC NULLS LAST, ");
    String indexed = texts.column("run_id");
    if (!indexed.equals("run_id")) {
      text.append(indexed).append(", ");
    }
    text.append("run_id, namespace LIMIT ?");
    values.add(limit);
  }

  private void oneOf(String column, Collection<String> wanted) {
    List<String> ways = new ArrayList<>(List.of("1 = 0"));
    for (String one : wanted) {
      ways.add(isEqual(column, one));
    }
    text.append(" AND (").append(String.join(" OR ", ways)).append(')');
  }

  private void time(String condition, @Nullable Instant time) {
    if (time != null) {
      text.append(condition);
      values.add(RunTable.nanos(time));
    }
  }

  private void definition(DefinitionRef wanted) {
    String named =
        switch (wanted) {
          case DefinitionRef.Content(String hex) -> begins("sha256", hex);
          case DefinitionRef.Commit(String hex) -> begins("git_commit", hex);
        };
    text.append(" AND number IN (SELECT run FROM definition WHERE ").append(named).append(')');
  }

  /// All texts that begin so, as a range that an index has in one piece. No text of a column here
  /// has the last of all characters after its beginning.
  private String begins(String column, String beginning) {
    String from = ColumnText.of(beginning);
    String to = from + Character.toString(Character.MAX_CODE_POINT);
    String indexed = texts.column(column);
    List<String> range = List.of(from, to);
    if (indexed.equals(column) || texts.isWhole(from)) {
      values.addAll(range);
      return "(" + indexed + " >= ? AND " + indexed + " < ?)";
    }
    values.addAll(range.stream().map(texts::value).toList());
    values.addAll(range);
    return "(%1$s >= ? AND %1$s <= ? AND %2$s >= ? AND %2$s < ?)".formatted(indexed, column);
  }

  private void after(RunEntry.Place place) {
    Instant created = place.createdAt();
    if (created == null) {
      text.append(" AND created_ns IS NULL AND (run_id, namespace) > (?, ?)");
    } else {
      text.append(" AND created_ns <= ? AND (created_ns < ? OR (run_id, namespace) > (?, ?))");
      values.add(RunTable.nanos(created));
      values.add(RunTable.nanos(created));
    }
    values.add(ColumnText.of(place.location()));
    values.add(ColumnText.of(place.namespace()));
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
        row.getInt(10),
        runId);
  }

  private static @Nullable Timestamp time(@Nullable String text) {
    return text == null ? null : Timestamp.parse(text);
  }
}
