package dev.clew.report.terminal;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.SeedRun;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.replay.FolderLook;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Plans as they stand in a terminal, first of all the one that the seed shows.
class PlanTextTest {
  private static final Map<String, String> FILES =
      Map.of(
          "bundle_129",
          "sha256:129a",
          "artifact_033",
          "sha256:7ad4",
          "artifact_087",
          "sha256:087f");

  private static OnDisk disk(FolderLook.Change... changes) {
    FolderLook look = new FolderLook(FolderLook.State.LOOKED, "/ws", true, List.of(changes));
    return new OnDisk(FILES, Map.of(), Set.of(), look, true);
  }

  private static List<String> plan(TestLedger run, String from, OnDisk disk) {
    RunView view = run.view();
    ReplayPlan plan = ReplayPlanner.of(view, view.attempt(), ReplayAsk.from(from), disk);
    return PlanText.of(view, view.attempt(), plan, "clew …", "/ws", Palette.PLAIN);
  }

  /// What stands under a label, without it.
  private static List<String> under(String label, List<String> lines) {
    List<String> found = new ArrayList<>();
    boolean isIn = false;
    for (String line : lines) {
      String begin = line.isEmpty() ? "" : line.substring(0, 9).strip();
      isIn = line.isEmpty() ? false : begin.isEmpty() ? isIn : begin.equals(label);
      if (isIn) {
        found.add(line.substring(9));
      }
    }
    return found;
  }

  @Test
  void of_run742_isThePlanOfTheSeed() {
    assertThat(plan(SeedRun.replayable(), "artifact_writeback", disk()))
        .filteredOn(line -> !line.startsWith("DIGEST"))
        .containsExactly(
            "nightly-report  failed  attempt 2 of 2  run_742",
            "",
            "REPLAY   from artifact_writeback: artifact_writeback failed",
            "REUSE    input bundle      bundle_129                        unchanged",
            "         workspace         ws_742                            unchanged",
            "         final artifact    artifact_087 (output/report.pdf)  verified  sha256:087f",
            "         in /ws",
            "REDO     artifact_writeback     it failed",
            "         upload final artifact  artifact_087 (output/report.pdf) is not uploaded yet",
            "         write status row       it was promised, and is not written",
            "         emit completion event  the run failed",
            "KEEP     preprocessing, external extraction, validation  succeeded",
            "HOLDS    all 7 conditions of a replayable run",
            "",
            "NEXT     clew …");
  }

  /// The lines of the seed, letter by letter, in its order. What clew adds stands behind them, and
  /// the stage that does it before them.
  @Test
  void of_run742_hasTheWordsOfTheSeed() {
    List<String> lines = plan(SeedRun.replayable(), "artifact_writeback", disk());

    assertThat(under("REPLAY", lines))
        .singleElement()
        .asString()
        .startsWith("from artifact_writeback");
    assertThat(under("REUSE", lines).subList(0, 3))
        .zipSatisfy(
            List.of(
                "input bundle      bundle_129",
                "workspace         ws_742",
                "final artifact    artifact_087"),
            (line, seed) -> assertThat(line).startsWith(seed));
    assertThat(under("REDO", lines).subList(1, 4))
        .zipSatisfy(
            List.of("upload final artifact", "write status row", "emit completion event"),
            (line, seed) -> assertThat(line).startsWith(seed));
    assertThat(under("KEEP", lines))
        .containsExactly("preprocessing, external extraction, validation  succeeded");
  }

  /// The fixture without what the plan of the seed takes for granted says what is not there.
  @Test
  void of_run742AsItWasRecorded_saysWhatItLacks() {
    List<String> lines = plan(SeedRun.recorded(), "artifact_writeback", OnDisk.NOT_LOOKED);

    assertThat(under("BLOCKED", lines)).singleElement().asString().startsWith("no_replay_boundary");
    assertThat(under("HOLDS", lines))
        .containsExactly(
            "3 of 7 conditions: input bundle, artifact manifest, stage" + " boundaries");
    assertThat(under("LACKS", lines))
        .containsExactly(
            "configuration: none was recorded",
            "workspace: no list of its files was recorded",
            "attempt history: it is attempt 2, and one before it is not in the ledger",
            "replay start: it did not say where it can be begun; only the whole can be");
  }

  @Test
  void of_workspaceThatChanged_namesAFewAndCountsAll() {
    FolderLook.Change[] changes = new FolderLook.Change[9];
    for (int at = 0; at < 8; at++) {
      changes[at] = new FolderLook.Change("f" + at, FolderLook.How.CHANGED);
    }
    changes[8] = new FolderLook.Change("gone\u001b[31m", FolderLook.How.GONE);

    List<String> lines = plan(SeedRun.replayable(), "artifact_writeback", disk(changes));

    assertThat(under("REUSE", lines)).anyMatch(line -> line.endsWith("changed: 8 files, 1 gone"));
    assertThat(under("CHANGED", lines))
        .containsExactly(
            "in the workspace: f0, f1, f2, f3, f4, f5 and 3 more; no stage that is done again is"
                + " known to read them");
    assertThat(String.join("", lines)).doesNotContain("\u001b");
  }

  /// What is nothing is not said.
  @Test
  void of_plainCommand_isShort() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), with(RunCreated.NAME, "job"))
            .runClaimed(at(2))
            .event(Kind.WORKSPACE_READY, at(3), with(WorkspaceReady.PATH, "/ws"))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                at(4),
                with(WorkspaceSnapshotted.WHEN, "start"),
                with(WorkspaceSnapshotted.FILES, 2))
            .runFinished("failed", at(5));

    List<String> lines = plan(run, "boot", disk());

    assertThat(under("REUSE", lines))
        .containsExactly("input bundle      not recorded", "workspace         /ws  unchanged");
    assertThat(under("REDO", lines)).containsExactly("the whole command");
    assertThat(under("KEEP", lines)).isEmpty();
    assertThat(lines).hasSizeLessThan(16);
  }
}
