package dev.clew.diff.part;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One attempt as it is compared: its parts, each a tree of facts, in the order in which causes
/// come before effects.
///
/// @param number of the attempt, from 1
/// @param executionKey the same for the same definition with the same inputs; empty when not known
public record RunProfile(
    String runId,
    String name,
    int number,
    int attempts,
    RunStatus status,
    @Nullable Timestamp startedAt,
    @Nullable Duration duration,
    String executionKey,
    List<SnapshotPart> parts) {
  public RunProfile {
    parts = List.copyOf(parts);
  }

  /// @param attempt one of the run's
  /// @param windows where its time went; empty when nobody has worked that out
  public static RunProfile of(
      List<Row> rows,
      RunView run,
      AttemptView attempt,
      BodyReader reader,
      List<WindowSpan> windows) {
    TreeMap<Long, Row> byOffset = new TreeMap<>();
    Set<String> later = later(run, attempt);
    for (Row row : rows) {
      if (row.verdict() == Row.Verdict.ACCEPTED && !later.contains(row.event().attemptId())) {
        byOffset.put(row.offset(), row);
      }
    }
    List<SnapshotPart> parts =
        new ArrayList<>(new RunParts(run, attempt, byOffset.values(), reader).all());
    StageParts stages = new StageParts(byOffset, new BodyFacts(reader));
    parts.addAll(stages.of(attempt));
    ResultParts results = new ResultParts(attempt, byOffset);
    parts.addAll(results.artifacts());
    parts.addAll(results.logs());
    parts.addAll(ResultParts.windows(windows));
    Map<String, Long> where = new HashMap<>();
    parts.add(results.run(stages.callsOutsideStages(attempt, where), where));
    return new RunProfile(
        run.runId(),
        run.name(),
        attempt.number(),
        run.attempts().size(),
        attempt.status(),
        attempt.startedAt(),
        attempt.duration(),
        run.created().get(RunCreated.EXECUTION_KEY, ""),
        parts);
  }

  private static Set<String> later(RunView run, AttemptView attempt) {
    Set<String> later = new HashSet<>();
    boolean after = false;
    for (AttemptView one : run.attempts()) {
      if (after) {
        later.add(one.attemptId());
      }
      after |= one.attemptId().equals(attempt.attemptId());
    }
    return later;
  }
}
