package dev.clew.core.replay;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.replay.FolderLook.Change;
import dev.clew.core.replay.FolderLook.How;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a plan makes of a workspace that is not what it was: `one` reads `a.csv`, `two` reads
/// `b.csv`.
class PlanWorkspaceTest {
  private static TestLedger run() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runClaimed(at(2))
            .event(Kind.WORKSPACE_READY, at(3), with(WorkspaceReady.PATH, "/ws"))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                at(4),
                with(WorkspaceSnapshotted.WHEN, "start"),
                with(WorkspaceSnapshotted.FILES, 3));
    begin(run, 10, "one", "a.csv").stageCompleted("one", at(14));
    return begin(run, 20, "two", "b.csv").stageFailed("two", at(24)).runFinished("failed", at(25));
  }

  private static TestLedger begin(TestLedger run, int at, String name, String reads) {
    return run.event(Kind.REPLAY_BOUNDARY, at(at), stage(name), with(ReplayBoundary.FROM, name))
        .stageStarted(name, at(at + 1))
        .event(Kind.ARTIFACT_CONSUMED, at(at + 2), stage(name), with(ArtifactWritten.PATH, reads));
  }

  private static ReplayPlan plan(TestLedger run, ReplayAsk ask, Change... changes) {
    FolderLook look = new FolderLook(FolderLook.State.LOOKED, "/ws", true, List.of(changes));
    RunView view = run.view();
    OnDisk disk = new OnDisk(Map.of(), Map.of(), Set.of(), look, true);
    return ReplayPlanner.of(view, view.attempt(), ask, disk);
  }

  private static Reuse workspace(ReplayPlan plan) {
    return plan.reuse().stream()
        .filter(reuse -> reuse.kind() == Reuse.Kind.WORKSPACE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_nothingOther_isUnchanged() {
    ReplayPlan plan = plan(run(), ReplayAsk.DEFAULT);
    assertThat(workspace(plan))
        .isEqualTo(new Reuse(Reuse.Kind.WORKSPACE, "/ws", null, null, OnDisk.State.VERIFIED, null));
    assertThat(plan.blocked()).isEmpty();
  }

  /// Only a stage that is done again makes it matter.
  @ParameterizedTest
  @CsvSource({
    "b.csv,     CHANGED,   two, input_changed",
    "b.csv,     GONE,      two, input_missing",
    "b.csv,     REMOVED,   two, input_missing",
    "b.csv,     REWRITTEN, two, ''",
    "b.csv,     ADDED,     two, ''",
    "a.csv,     CHANGED,   two, ''",
    "a.csv,     CHANGED,   one, input_changed",
    "other.csv, CHANGED,   one, ''",
  })
  void of_otherFile_blocksWhereItIsRead(String path, How how, String from, String code) {
    ReplayPlan plan = plan(run(), ReplayAsk.from(from), new Change(path, how));
    List<String> codes = plan.blocked().stream().map(Block::code).toList();
    assertThat(codes).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }

  @Test
  void of_fileThatIsRead_isNamedWithItsReader() {
    ReplayPlan plan = plan(run(), ReplayAsk.DEFAULT, new Change("b.csv", How.CHANGED));
    assertThat(plan.blocked())
        .singleElement()
        .satisfies(block -> {
          assertThat(block.subject()).isEqualTo("b.csv");
          assertThat(block.why()).startsWith("b.csv, which two reads, is not what");
        });
  }

  @Test
  void of_newRun_takesItAsItIs() {
    ReplayAsk ask = new ReplayAsk("two", Set.of(), true);
    assertThat(plan(run(), ask, new Change("b.csv", How.CHANGED)).blocked()).isEmpty();
  }

  /// By its path from the folder, absolute, with a dot, as an artifact, or as the plan of a stage
  /// says it.
  @ParameterizedTest
  @CsvSource({"b.csv", "/ws/b.csv", "./b.csv"})
  void of_pathOfAnArtifact_isFoundHoweverItIsWritten(String path) {
    TestLedger run = run();
    run.artifactConsumed("data", at(30), stage("two"), file("table", path));
    Change changed = new Change("b.csv", How.CHANGED);
    assertThat(plan(run, ReplayAsk.DEFAULT, changed).blocked())
        .extracting(Block::subject)
        .contains("data");
  }

  @Test
  void of_pathInThePlanOfAStage_isRead() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .stagePlanned("one", at(2), with(StagePlanned.CONSUMES, List.of("c.csv")))
            .stageStarted("one", at(3))
            .stageFailed("one", at(4))
            .runFinished("failed", at(5));
    assertThat(plan(run, ReplayAsk.DEFAULT, new Change("c.csv", How.CHANGED)).blocked())
        .extracting(Block::code)
        .containsExactly("input_changed");
  }

  @Test
  void of_manyChanges_areCounted() {
    ReplayPlan plan =
        plan(
            run(),
            ReplayAsk.DEFAULT,
            new Change("x", How.CHANGED),
            new Change("y", How.CHANGED),
            new Change("z", How.GONE),
            new Change("w", How.REWRITTEN),
            new Change("n", How.ADDED),
            new Change("own", How.REMOVED));
    assertThat(workspace(plan).state()).isEqualTo(OnDisk.State.CHANGED);
    assertThat(workspace(plan).detail()).isEqualTo("2 files, 1 gone, 1 perhaps, 1 new");
  }

  /// Somebody who writes a note beside it makes no other plan of it.
  @Test
  void digest_newFile_isTheSame() {
    ReplayPlan plan = plan(run(), ReplayAsk.DEFAULT);
    ReplayPlan noted = plan(run(), ReplayAsk.DEFAULT, new Change("note", How.ADDED));
    ReplayPlan other = plan(run(), ReplayAsk.DEFAULT, new Change("x", How.CHANGED));
    assertThat(noted.digest()).isEqualTo(plan.digest());
    assertThat(other.digest()).isNotEqualTo(plan.digest());
    assertThat(PlanDrift.between(plan.facts(), other.facts()))
        .contains("file x: changed, was none");
  }

  @Test
  void of_folderGone_isBlocked() {
    RunView view = run().view();
    OnDisk disk = new OnDisk(Map.of(), Map.of(), Set.of(), FolderLook.gone("/ws"), true);
    ReplayPlan plan = ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, disk);
    assertThat(plan.blocked()).extracting(Block::code).containsExactly("workspace_gone");
    assertThat(workspace(plan).state()).isEqualTo(OnDisk.State.MISSING);
    assertThat(WayOut.of(Explanation.of(view), ReplayAsk.DEFAULT, disk)).isNull();
  }

  @Test
  void of_noList_isNotRecorded() {
    TestLedger run = new TestLedger().runCreated(at(1)).runFinished("failed", at(2));
    assertThat(workspace(plan(run, ReplayAsk.DEFAULT)).state())
        .isEqualTo(OnDisk.State.NOT_RECORDED);
  }

  @Test
  void facts_manyFiles_areBounded() {
    Change[] changes = new Change[300];
    for (int at = 0; at < changes.length; at++) {
      changes[at] = new Change("f" + at, How.CHANGED);
    }
    ReplayPlan plan = plan(run(), ReplayAsk.DEFAULT, changes);
    assertThat(plan.facts().object("workspace").list("files")).hasSize(50);
    assertThat(plan.facts().object("workspace").whole("changed")).isEqualTo(300);
  }
}
