package dev.clew.storepostgres;

import dev.clew.storesql.Condition;
import dev.clew.storesql.IndexedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Indexes have the beginnings of texts, which stand in columns of their own. An expression in
/// their place would be of no use: row-level security is looked at before it, for all rows.
final class ShortTexts implements IndexedTexts {
  private static final int MOST = 100;
  private static final Set<String> SHORTENED =
      Set.of(
          "namespace",
          "run_id",
          "name",
          "version",
          "correlation_id",
          "parent_run_id",
          "execution_key",
          "sha256",
          "git_commit");

  @Override
  public String column(String text) {
    return SHORTENED.contains(text) ? "short_" + text : text;
  }

  @Override
  public String value(String text) {
    return isWhole(text) || text.codePointCount(0, text.length()) == MOST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST));
  }

  @Override
  public List<Condition> words(List<String> beginnings) {
    List<Condition> conditions = new ArrayList<>();
    for (String beginning : beginnings) {
      String end = beginning + Character.toString(Character.MAX_CODE_POINT);
      conditions.add(
          Condition.of(
              "number IN (SELECT run FROM run_word WHERE word >= ? AND word < ?)", beginning, end));
    }
    return conditions;
  }

  @Override
  public boolean isPlanned() {
    return true;
  }

  @Override
  public boolean isWhole(String text) {
    return text.codePointCount(0, text.length()) < MOST;
  }
}
