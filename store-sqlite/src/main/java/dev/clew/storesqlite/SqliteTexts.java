package dev.clew.storesqlite;

import dev.clew.storesql.Condition;
import dev.clew.storesql.IndexedTexts;
import java.util.List;

/// Indexes have whole texts, and the words are in a table of FTS5. SQLite has no statistics unless
/// somebody asks for them.
final class SqliteTexts implements IndexedTexts {
  /// Beyond so many it is quicker to go over the runs, the newest first, than to sort those that
  /// have the words.
  private static final int FEW = 20_000;

  @Override
  public String column(String text) {
    return text;
  }

  @Override
  public String value(String text) {
    return text;
  }

  @Override
  public boolean isWhole(String text) {
    return true;
  }

  /// A word is letters and digits, so that nothing in it needs an escape.
  @Override
  public List<Condition> words(List<String> beginnings) {
    StringBuilder match = new StringBuilder();
    for (String beginning : beginnings) {
      match.append(match.isEmpty() ? "" : " AND ").append('"').append(beginning).append("\"*");
    }
    String rows = "SELECT rowid FROM run_word WHERE run_word MATCH ?";
    // To ask for a word of one run at a time would gather all runs that have it each time.
    String has = "number IN (" + rows + ")";
    return List.of(
        new Condition(
            has, has, List.of(match.toString()), new Condition.Way(null, rows, false, FEW)));
  }

  @Override
  public boolean isPlanned() {
    return false;
  }
}
