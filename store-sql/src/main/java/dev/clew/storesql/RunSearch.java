package dev.clew.storesql;

import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds runs in the table of them.
public final class RunSearch {
  private static final String NEWEST = "run_newest";

  private final Connection connection;
  private final IndexedTexts texts;

  private RunSearch(Connection connection, IndexedTexts texts) {
    this.connection = connection;
    this.texts = texts;
  }

  public static List<RunEntry> find(
      Connection connection, RunQuery query, int limit, IndexedTexts texts) throws SQLException {
    RunSearch search = new RunSearch(connection, texts);
    String word = query.word();
    if (word == null) {
      return search.find(query, null, limit);
    }
    // Each way of calling a run has an index of its own. Asked for all at once, a database may go
    // over all runs from the newest on instead.
    SortedMap<RunEntry.Place, RunEntry> found = new TreeMap<>();
    for (Call call : Call.of(word)) {
      for (RunEntry run : search.find(query, call, limit)) {
        found.put(run.place(), run);
      }
    }
    return found.values().stream().limit(limit).toList();
  }

  /// One of the ways in which a word may call a run, as [RunQuery] says.
  private record Call(By by, String text) {
    private enum By {
      ID,
      NAME,
      BEGINNING_OF_ID,
      BEGINNING_OF_KEY
    }

    static List<Call> of(String word) {
      if (word.isEmpty()) {
        return List.of();
      }
      List<Call> calls = new ArrayList<>();
      calls.add(new Call(By.ID, word));
      calls.add(new Call(By.NAME, word));
      for (String beginning : RunQuery.idBeginnings(word)) {
        calls.add(new Call(By.BEGINNING_OF_ID, beginning));
      }
      if (RunQuery.mayBeginKey(word)) {
        calls.add(new Call(By.BEGINNING_OF_KEY, word));
      }
      return calls;
    }

    void addTo(RunConditions conditions) {
      switch (by) {
        case ID -> conditions.is("run_id", "run_by_id", false, text);
        case NAME -> conditions.is("name", "run_by_name", true, text);
        case BEGINNING_OF_ID -> conditions.begins("run_id", "run_by_id", text, "");
        case BEGINNING_OF_KEY ->
            conditions.begins("execution_key", "run_by_key", text, " AND execution_key <> ''");
      }
    }
  }

  private List<RunEntry> find(RunQuery query, @Nullable Call call, int limit) throws SQLException {
    RunEntry.Place after = query.after();
    if (after == null || after.createdAt() == null) {
      return find(query, call, "1 = 1", limit);
    }
    // An index begins at a time, and has those without one at its end: that is two questions.
    List<RunEntry> found = new ArrayList<>(find(query, call, "created_ns IS NOT NULL", limit));
    if (found.size() < limit) {
      RunQuery all = query.startingAfter(null);
      found.addAll(find(all, call, "created_ns IS NULL", limit - found.size()));
    }
    return found;
  }

  private List<RunEntry> find(RunQuery query, @Nullable Call call, String also, int limit)
      throws SQLException {
    RunConditions conditions = new RunConditions(texts);
    conditions.add(query);
    if (call != null) {
      call.addTo(conditions);
    }
    conditions.add(Condition.of(also));
    StringBuilder text = new StringBuilder("SELECT " + EntryColumns.NAMES + " FROM run");
    Condition first = null;
    if (!texts.isPlanned()) {
      first = FirstCondition.of(connection, conditions.all());
      text.append(index(first));
    }
    text.append(" WHERE size > 0");
    List<Object> values = new ArrayList<>();
    for (Condition one : conditions.all()) {
      boolean isSource = texts.isPlanned() || one.equals(first);
      text.append(" AND ").append(isSource ? one.source() : one.filter());
      values.addAll(one.values());
    }
    text.append(order());
    values.add(limit);
    return ask(text.toString(), values);
  }

  private static String index(@Nullable Condition first) {
    String index = NEWEST;
    if (first != null && first.way() != null) {
      index = first.way().index();
    }
    // Then the numbers of runs lead to them.
    return index == null ? " NOT INDEXED" : " INDEXED BY " + index;
  }

  /// Newest first. What an index has of an id is in the order of the ids.
  private String order() {
    String indexed = texts.column("run_id");
    return " ORDER BY created_ns DESC NULLS LAST, "
        + (indexed.equals("run_id") ? "" : indexed + ", ")
        + "run_id, namespace LIMIT ?";
  }

  private List<RunEntry> ask(String text, List<Object> values) throws SQLException {
    List<RunEntry> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(text)) {
      for (int at = 0; at < values.size(); at++) {
        query.setObject(at + 1, values.get(at));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(EntryColumns.entry(row));
        }
      }
    }
    return found;
  }
}
