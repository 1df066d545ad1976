package dev.clew.core.replay;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.SeedRun;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static List<String> lacking(TestLedger run, OnDisk disk) {
    RunView view = run.view();
    return ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, disk).lacking().stream()
        .map(condition -> condition.code().wire() + ": " + condition.why())
        .toList();
  }

  private static OnDisk disk(String source) {
    return new OnDisk(
        Map.of("bundle_129", source), Map.of(), Set.of(), FolderLook.NOT_LOOKED, true);
  }

  @Test
  void of_theSeedsRun_allHold() {
    RunView view = SeedRun.replayable().view();
    ReplayPlan plan = ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
    assertThat(plan.conditions())
        .extracting(condition -> condition.code().wire())
        .containsExactly(
            "input_bundle",
            "configuration",
            "workspace",
            "artifact_manifest",
            "attempt_history",
            "stage_boundaries",
            "replay_start");
    assertThat(plan.lacking()).isEmpty();
  }

  @Test
  void of_changedInput_lacksTheBundle() {
    assertThat(lacking(SeedRun.replayable(), disk("sha256:other")))
        .containsExactly("input_bundle: bundle_129 (sources.tar) is not what it was given");
    assertThat(lacking(SeedRun.replayable(), disk("sha256:129a"))).isEmpty();
  }

  @Test
  void of_plainCommand_lacksWhatItDidNotSay() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runClaimed(at(2))
            .configCaptured("command", "job", at(3), with(ConfigCaptured.SHA256, "c0"))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                at(4),
                with(WorkspaceSnapshotted.WHEN, "start"),
                with(WorkspaceSnapshotted.FILES, 2))
            .runFinished("failed", at(5));
    assertThat(lacking(run, OnDisk.NOT_LOOKED))
        .containsExactly(
            "input_bundle: no input was named",
            "artifact_manifest: no artifact was recorded",
            "stage_boundaries: it names no stage",
            "replay_start: it did not say where it can be begun; only the whole can be");
  }

  /// What a workflow takes and hands on are values in its ledger, but for those that were taken
  /// out.
  @Test
  void of_workflow_allHoldUnlessAnInputIsTakenOut() {
    assertThat(lacking(workflow("ada"), OnDisk.NOT_LOOKED)).isEmpty();
    assertThat(lacking(workflow("[redacted:name len=3]"), OnDisk.NOT_LOOKED))
        .containsExactly("input_bundle: the ledger cannot tell whether it is the same: email");
  }

  private static TestLedger workflow(String email) {
    Json.Obj input =
        new Attributes()
            .with(NamedValue.NAME, "email")
            .with(NamedValue.VALUE, Json.of(email))
            .build();
    return new TestLedger()
        .runCreated(at(1), with(RunCreated.INPUTS, List.of(new NamedValue(input))))
        .configCaptured("workflow", "w", at(2), with(ConfigCaptured.SHA256, "c0"))
        .stagePlanned("one", at(3))
        .stageStarted("one", at(4))
        .stageFailed("one", at(5))
        .runFinished("failed", at(6));
  }

  @Test
  void of_listThatEnded_isNoSnapshot() {
    Json.Obj over = new Attributes().with(OverLimit.CODE, "snapshot.files").build();
    TestLedger cut =
        new TestLedger()
            .runCreated(at(1))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                at(2),
                with(WorkspaceSnapshotted.WHEN, "start"),
                with(WorkspaceSnapshotted.FILES, 9),
                with(WorkspaceSnapshotted.OVER_LIMIT, List.of(new OverLimit(over))))
            .runFinished("failed", at(3));
    assertThat(lacking(cut, OnDisk.NOT_LOOKED))
        .contains("workspace: the list of its files ended at the limit snapshot.files");
  }
}
