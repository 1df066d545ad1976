package dev.clew.core.run;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One go at a run.
///
/// @param number display order, from 1
/// @param clock from when its duration and all offsets count
/// @param facts what `run_created` or `run_started` says about this go: seed, versions, host, base
///   URLs
/// @param stages in the order of the plan; stages that no plan named follow in the order in which
///   they were seen
/// @param effects what it did to the world outside
/// @param output the values that the run gave
/// @param rows the accepted rows of this attempt, in the order of their offsets; those of a
///   producer that came in another order than it told them stand in its order
public record AttemptView(
    String attemptId,
    int number,
    RunStatus status,
    RunClock clock,
    @Nullable Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable Duration duration,
    AttemptStarted facts,
    List<StageView> stages,
    List<ToolCallView> toolCalls,
    List<ArtifactView> artifacts,
    List<EffectView> effects,
    List<NamedValue> output,
    List<Row> rows) {
  public AttemptView {
    stages = List.copyOf(stages);
    toolCalls = List.copyOf(toolCalls);
    artifacts = List.copyOf(artifacts);
    effects = List.copyOf(effects);
    output = List.copyOf(output);
    rows = List.copyOf(rows);
  }

  /// Null when there is no such stage.
  public @Nullable StageView stage(StagePath path) {
    for (StageView stage : stages) {
      if (stage.path().equals(path)) {
        return stage;
      }
    }
    return null;
  }

  /// Ids of the calls that are the process which the whole attempt runs in.
  public Set<String> wrappingCalls() {
    Set<String> ids = new HashSet<>();
    for (ToolCallView call : toolCalls) {
      if (call.wraps()) {
        ids.add(call.toolCallId());
      }
    }
    return ids;
  }

  /// The last call of a stage; null when it made none.
  public @Nullable ToolCallView lastCall(StagePath path) {
    ToolCallView last = null;
    for (ToolCallView call : toolCalls) {
      if (path.equals(call.path())) {
        last = call;
      }
    }
    return last;
  }
}
