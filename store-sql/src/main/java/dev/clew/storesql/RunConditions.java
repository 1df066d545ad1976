package dev.clew.storesql;

import dev.clew.core.run.RunStatus;
import dev.clew.store.DefinitionRef;
import dev.clew.store.FindingQuery;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question about runs as conditions of SQL, with places for values and never a value in the
/// text.
final class RunConditions {
  private final IndexedTexts texts;
  private final List<Condition> all = new ArrayList<>();

  RunConditions(IndexedTexts texts) {
    this.texts = texts;
  }

  List<Condition> all() {
    return all;
  }

  void add(Condition condition) {
    all.add(condition);
  }

  void add(RunQuery query) {
    in(query.namespaces());
    equal("name", "run_by_name", query.name());
    equal("version", "run_by_version", query.version());
    equal("correlation_id", "run_by_correlation", query.correlationId());
    equal("parent_run_id", "run_by_parent", query.parent());
    if (query.isUnnamed() != null) {
      String named = "no_run_id = " + (query.isUnnamed() ? 1 : 0);
      all.add(
          new Condition(named, named, List.of(), Condition.Way.ordered("run_by_naming", named)));
    }
    if (!query.statuses().isEmpty()) {
      List<String> words = query.statuses().stream().map(RunStatus::wire).toList();
      oneOf("status", "run_by_status", words);
    }
    time("created_ns >= ?", query.since());
    time("created_ns < ?", query.until());
    if (query.attempts() > 1) {
      // The index has no others. Another comparison of size would be taken for the place to begin.
      String many = "attempts <> 1 AND attempts >= ?";
      Condition.Way way = Condition.Way.unordered("run_by_attempts", many);
      all.add(new Condition(many, many, List.of(query.attempts()), way));
    }
    DefinitionRef definition = query.definition();
    if (definition != null) {
      definition(definition);
    }
    if (!query.finding().isAny()) {
      add(query.finding());
    }
    Set<RunStatus> statuses = query.statuses();
    if (query.finding().stuckAt() != null
        && !statuses.isEmpty()
        && !statuses.contains(RunStatus.RUNNING)) {
      all.add(Condition.of("1 = 0"));
    }
    RunEntry.Place after = query.after();
    if (after != null) {
      after(after);
    }
  }

  /// @param namespaces null for any but the server's own
  void in(@Nullable Set<String> namespaces) {
    if (namespaces != null) {
      oneOf("namespace", "run_by_namespace", namespaces.stream().map(ColumnText::of).toList());
    } else {
      add(Condition.of("namespace <> '" + RunKey.SERVER_NAMESPACE + "'"));
    }
  }

  private void add(FindingQuery query) {
    all.add(Condition.of("found_size = size"));
    equal("failure", "run_by_failure", query.failure());
    equal("phase", "run_by_phase", query.phase() == null ? null : query.phase().wire());
    equal("cause", "run_by_cause", query.cause() == null ? null : query.cause().wire());
    if (query.stuckAt() != null) {
      String stuck = "stuck_us <= ?";
      Condition.Way way = Condition.Way.unordered("run_by_stuck", stuck);
      all.add(new Condition(stuck, stuck, List.of(Micros.of(query.stuckAt())), way));
      all.add(Condition.of("status = '" + RunStatus.RUNNING.wire() + "'"));
    }
    List<String> words = query.words();
    if (words != null) {
      all.addAll(words.isEmpty() ? List.of(Condition.of("1 = 0")) : texts.words(words));
    }
  }

  private void equal(String column, String index, @Nullable String value) {
    if (value != null) {
      oneOf(column, index, List.of(ColumnText.of(value)));
    }
  }

  /// @param wanted as columns have them
  private void oneOf(String column, String index, Collection<String> wanted) {
    List<String> ways = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (String one : wanted) {
      ways.add(isEqual(column, one, values));
    }
    String text = ways.size() == 1 ? ways.getFirst() : "(" + String.join(" OR ", ways) + ")";
    if (ways.isEmpty()) {
      text = "1 = 0";
    } else if (ways.size() > 1 && values.size() == ways.size()) {
      String places = String.join(",", Collections.nCopies(ways.size(), "?"));
      text = texts.column(column) + " IN (" + places + ")";
    }
    // An index has several values one after the other.
    Condition.Way way =
        switch (ways.size()) {
          case 0 -> null;
          case 1 -> Condition.Way.ordered(index, text);
          default -> Condition.Way.unordered(index, text);
        };
    all.add(new Condition(text, text, values, way));
  }

  private String isEqual(String column, String value, List<Object> values) {
    String indexed = texts.column(column);
    values.add(texts.value(value));
    if (indexed.equals(column) || texts.isWhole(value)) {
      return indexed + " = ?";
    }
    values.add(value);
    return "(" + indexed + " = ? AND " + column + " = ?)";
  }

  /// That a text of the run is this one.
  void is(String column, String index, boolean isOrdered, String wanted) {
    List<Object> values = new ArrayList<>();
    String text = isEqual(column, ColumnText.of(wanted), values);
    Condition.Way way =
        isOrdered ? Condition.Way.ordered(index, text) : Condition.Way.unordered(index, text);
    all.add(new Condition(text, text, values, way));
  }

  /// That a text of the run begins with this.
  ///
  /// @param also what else the index says of its rows; may be empty
  void begins(String column, String index, String beginning, String also) {
    List<Object> values = new ArrayList<>();
    String text = begins(column, beginning, values) + also;
    all.add(new Condition(text, text, values, Condition.Way.unordered(index, text)));
  }

  private void time(String condition, @Nullable Instant time) {
    if (time != null) {
      all.add(Condition.of(condition, RunTable.nanos(time)));
    }
  }

  private void definition(DefinitionRef wanted) {
    List<Object> values = new ArrayList<>();
    String named =
        switch (wanted) {
          case DefinitionRef.Content(String hex) -> begins("sha256", hex, values);
          case DefinitionRef.Commit(String hex) -> begins("git_commit", hex, values);
        };
    String rows = "SELECT run FROM definition WHERE " + named;
    all.add(
        new Condition(
            "number IN (" + rows + ")",
            "EXISTS (" + rows + " AND run = number)",
            values,
            new Condition.Way(null, rows, false, Condition.Way.FEW)));
  }

  /// All texts that begin so, as a range that an index has in one piece. No text of a column here
  /// has the last of all characters after its beginning.
  private String begins(String column, String beginning, List<Object> values) {
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
    String location = ColumnText.of(place.location());
    String namespace = ColumnText.of(place.namespace());
    if (created == null) {
      all.add(
          Condition.of("created_ns IS NULL AND (run_id, namespace) > (?, ?)", location, namespace));
    } else {
      long nanos = RunTable.nanos(created);
      all.add(
          Condition.of(
              "created_ns <= ? AND (created_ns < ? OR (run_id, namespace) > (?, ?))",
              nanos,
              nanos,
              location,
              namespace));
    }
  }
}
