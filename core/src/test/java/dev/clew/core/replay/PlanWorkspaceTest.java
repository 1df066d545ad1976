package dev.clew.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.dossier.Explanation;
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
  private static TestRun run() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_claimed")
            .event(3, "workspace_ready", "path", "/ws")
            .event(4, "workspace_snapshotted", "when", "start", "files", 3);
    stage(run, 10, "one", "a.csv").event(14, "stage_completed", "stage", "one");
    return stage(run, 20, "two", "b.csv")
        .event(24, "stage_failed", "stage", "two")
        .event(25, "run_finished", "status", "failed");
  }

  private static TestRun stage(TestRun run, int at, String name, String reads) {
    return run.event(at, "replay_boundary", "stage", name, "from", name)
        .event(at + 1, "stage_started", "stage", name)
        .event(at + 2, "artifact_consumed", "stage", name, "path", reads);
  }

  private static ReplayPlan plan(TestRun run, ReplayAsk ask, Change... changes) {
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
    TestRun run = run();
    run.event(
        30,
        "artifact_consumed",
        "stage",
        "two",
        "artifact",
        "data",
        "artifact_kind",
        "table",
        "path",
        path);
    Change changed = new Change("b.csv", How.CHANGED);
    assertThat(plan(run, ReplayAsk.DEFAULT, changed).blocked())
        .extracting(Block::subject)
        .contains("data");
  }

  @Test
  void of_pathInThePlanOfAStage_isRead() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "stage_planned", "stage", "one", "consumes", List.of("c.csv"))
            .event(3, "stage_started", "stage", "one")
            .event(4, "stage_failed", "stage", "one")
            .event(5, "run_finished", "status", "failed");
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
    TestRun run =
        new TestRun("run_1").event(1, "run_created").event(2, "run_finished", "status", "failed");
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
