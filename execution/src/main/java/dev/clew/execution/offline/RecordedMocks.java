package dev.clew.execution.offline;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.MockedBy;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.http.Exchange;
import dev.clew.execution.MockSource;
import dev.clew.runs.FoundAttempt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The answers of a run, for another one: of each stage the last that it got. Immutable.
public final class RecordedMocks implements RecordedAnswers {
  private final String runId;
  private final Map<StagePath, Exchange.Answered> answers;
  private final Set<String> stages;
  private final boolean callsOthers;

  private RecordedMocks(
      String runId,
      Map<StagePath, Exchange.Answered> answers,
      Set<String> stages,
      boolean callsOthers) {
    this.runId = runId;
    this.answers = Map.copyOf(answers);
    this.stages = Set.copyOf(stages);
    this.callsOthers = callsOthers;
  }

  /// @param run as the user named it
  /// @param callsOthers whether stages of which the recording knows nothing are called for real
  /// @throws Refusal when it has no answers, or not their bodies
  public static MockSource of(FoundAttempt wanted, String run, boolean callsOthers) {
    Verification.requireWorkflow(wanted);
    Map<StagePath, Row> ends = ends(wanted);
    if (ends.isEmpty()) {
      throw Refusal.invalid(run + ": this run has no answers that could stand in for calls");
    }
    Map<StagePath, Exchange.Answered> answers = new HashMap<>();
    Set<String> stages = new HashSet<>();
    Set<String> without = new TreeSet<>();
    ends.forEach((path, row) -> {
      if (!RecordedExchanges.isWhole(row)) {
        without.add(path.toString());
      }
      answers.put(path, RecordedExchanges.answered(row));
      for (StagePath at = path; at != null; at = at.parent()) {
        stages.add(SupposedAnswer.plain(at));
      }
    });
    if (!without.isEmpty()) {
      throw Refusal.invalid(
          run
              + ": the bodies of its answers are not in its ledger ("
              + String.join(", ", without)
              + "); record it",
          new Remedy.Give(Setting.CAPTURE_BODIES));
    }
    String runId = wanted.found().view().runId();
    MockedBy facts =
        new MockedBy(
            new Attributes()
                .with(MockedBy.RUN_ID, runId)
                .with(MockedBy.ATTEMPT, wanted.attempt().number())
                .with(MockedBy.CONTENT_ROOT, wanted.found().contents().ledger().contentRoot().hex())
                .build());
    RecordedMocks mocks = new RecordedMocks(runId, answers, stages, callsOthers);
    return new MockSource(run, facts, mocks, stages);
  }

  /// Also of the attempts before, whose stages this one may have kept.
  private static Map<StagePath, Row> ends(FoundAttempt wanted) {
    Map<StagePath, Row> ends = new LinkedHashMap<>();
    for (AttemptView attempt : wanted.then().view().attempts()) {
      Recording.calls(attempt)
          .forEach((call, recorded) -> {
            Row ended = recorded.ended();
            if (ended != null && ended.event().is(Kind.TOOL_CALL_COMPLETED)) {
              ends.put(call.path(), ended);
            }
          });
    }
    return ends;
  }

  @Override
  public Exchange.@Nullable Answered of(StagePath path) {
    return answers.get(path);
  }

  @Override
  public @Nullable String refused(StagePath path) {
    return callsOthers && !stages.contains(SupposedAnswer.plain(path))
        ? null
        : "the recording of "
            + runId
            + " has no answer for "
            + path
            + ", and the stage has no mock; nothing was sent";
  }
}
