package dev.clew.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static List<String> lacking(TestRun run, OnDisk disk) {
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
    RunView view = TestRun.run742Replayable().view();
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
    assertThat(lacking(TestRun.run742Replayable(), disk("sha256:other")))
        .containsExactly("input_bundle: bundle_129 (sources.tar) is not what it was given");
    assertThat(lacking(TestRun.run742Replayable(), disk("sha256:129a"))).isEmpty();
  }

  @Test
  void of_plainCommand_lacksWhatItDidNotSay() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_claimed")
            .event(3, "config_captured", "role", "command", "name", "job", "sha256", "c0")
            .event(4, "workspace_snapshotted", "when", "start", "files", 2)
            .event(5, "run_finished", "status", "failed");
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

  private static TestRun workflow(String email) {
    Json inputs =
        new Json.Arr(
            List.of(Json.object().put("name", "email").put("value", Json.of(email)).build()));
    return new TestRun("run_1")
        .event(1, "run_created", "inputs", inputs)
        .event(2, "config_captured", "role", "workflow", "name", "w", "sha256", "c0")
        .event(3, "stage_planned", "stage", "one")
        .event(4, "stage_started", "stage", "one")
        .event(5, "stage_failed", "stage", "one")
        .event(6, "run_finished", "status", "failed");
  }

  @Test
  void of_listThatEnded_isNoSnapshot() {
    Json over = new Json.Arr(List.of(Json.object().put("code", "snapshot.files").build()));
    TestRun cut =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "workspace_snapshotted", "when", "start", "files", 9, "over_limit", over)
            .event(3, "run_finished", "status", "failed");
    assertThat(lacking(cut, OnDisk.NOT_LOOKED))
        .contains("workspace: the list of its files ended at the limit snapshot.files");
  }
}
