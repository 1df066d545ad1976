package dev.clew.diff.part;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is compared as one: the inputs of a run, a file that defines it, a stage, an artifact.
///
/// @param name what it is aligned by within its topic; empty when the topic has only one part
/// @param facts what is compared, as a tree
/// @param first the first row that is about it; [#NO_ROW] when there is none
/// @param last the last row that is about it
/// @param rows where in the ledger single facts stand, by the beginning of their pointer:
///   `calls/1.1/request`
/// @param details what a person is told beside a fact, by the beginning of its pointer; never
///   compared
/// @param uses the stages that it stands on
/// @param stage the stage that it belongs to; null for the run itself
public record SnapshotPart(
    Topic topic,
    String name,
    Json.Obj facts,
    long first,
    long last,
    Map<String, Long> rows,
    Map<String, String> details,
    List<String> uses,
    @Nullable String stage) {
  /// Behind every row.
  public static final long NO_ROW = Long.MAX_VALUE;

  public SnapshotPart {
    rows = Map.copyOf(rows);
    details = Map.copyOf(details);
    uses = List.copyOf(uses);
  }

  public static SnapshotPart of(Topic topic, String name, Json.Obj facts, long row) {
    return new SnapshotPart(topic, name, facts, row, row, Map.of(), Map.of(), List.of(), null);
  }

  /// The row of the longest beginning of the pointer that has one.
  public long rowOf(String pointer) {
    Long row = nearest(rows, pointer);
    return row == null ? last : row;
  }

  public @Nullable String detailOf(String pointer) {
    return nearest(details, pointer);
  }

  private static <T> @Nullable T nearest(Map<String, T> by, String pointer) {
    String at = pointer;
    while (true) {
      T found = by.get(at);
      if (found != null || at.isEmpty()) {
        return found;
      }
      int slash = at.lastIndexOf('/');
      at = slash < 0 ? "" : at.substring(0, slash);
    }
  }
}
