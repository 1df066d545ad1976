package dev.clew.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.replay.ReplayPlan.Action;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.replay.ReplayPlan.Step;
import dev.clew.core.run.RunView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayPlannerTest {
  /// source → fetch → a → convert → b → render → c (final) → ship
  private static TestRun chain() {
    TestRun run = new TestRun("run_1").event(1, "run_created").event(2, "run_claimed");
    run.event(
        3,
        "artifact_consumed",
        "artifact",
        "source",
        "artifact_kind",
        "input",
        "path",
        "source.txt",
        "checksum",
        "sha256:source");
    run.event(4, "config_captured", "role", "command", "name", "job.sh", "sha256", "sha256:job");
    stage(run, 10, "fetch", "source", "a", "intermediate");
    stage(run, 20, "convert", "a", "b", "intermediate");
    stage(run, 30, "render", "b", "c", "final");
    return run.event(40, "replay_boundary", "stage", "ship", "inputs", List.of("c"))
        .event(41, "stage_started", "stage", "ship", "window", "save")
        .event(42, "artifact_consumed", "stage", "ship", "artifact", "c")
        .event(50, "stage_failed", "stage", "ship")
        .event(51, "run_finished", "status", "failed");
  }

  private static void stage(
      TestRun run, int at, String name, String reads, String writes, String kind) {
    run.event(at, "replay_boundary", "stage", name, "inputs", List.of(reads))
        .event(at + 1, "stage_started", "stage", name)
        .event(at + 2, "artifact_consumed", "stage", name, "artifact", reads)
        .event(
            at + 3,
            "artifact_written",
            "stage",
            name,
            "artifact",
            writes,
            "artifact_kind",
            kind,
            "path",
            writes,
            "checksum",
            "sha256:" + writes)
        .event(at + 4, "stage_completed", "stage", name);
  }

  private static ReplayPlan plan(TestRun run, @Nullable String from, OnDisk disk) {
    RunView view = run.view();
    return ReplayPlanner.of(view, view.attempt(), ReplayAsk.from(from), disk);
  }

  private static OnDisk disk(String... changes) {
    Map<String, String> files = new HashMap<>();
    for (String id : List.of("source", "a", "b", "c")) {
      files.put(id, "sha256:" + id);
    }
    for (String change : changes) {
      String[] parts = change.split("=", 2);
      files.put(parts[0], parts[1]);
    }
    return new OnDisk(files, Map.of("command/job.sh", "sha256:job"), Set.of(), true);
  }

  private static List<String> redo(ReplayPlan plan) {
    return plan.redo().stream().map(Object::toString).toList();
  }

  @Test
  void of_failedWriteBack_beginsThere() {
    ReplayPlan plan = plan(chain(), null, disk());

    assertThat(plan.from()).isEqualTo("save");
    assertThat(redo(plan)).containsExactly("ship");
    assertThat(plan.steps())
        .extracting(Step::action)
        .containsExactly(Action.KEEP, Action.KEEP, Action.KEEP, Action.REDO);
    assertThat(plan.reuse())
        .containsExactly(new ReplayPlan.Reuse("c", "c", "sha256:c", OnDisk.State.VERIFIED));
    assertThat(plan.blocked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"save", "writeback", "artifact_writeback", "ship"})
  void of_nameOfTheWriteBack_isTheSamePlace(String from) {
    assertThat(redo(plan(chain(), from, disk()))).containsExactly("ship");
  }

  @ParameterizedTest
  @CsvSource({"boot", "boot_setup", "queue", "fetch"})
  void of_theBegin_isTheWhole(String from) {
    assertThat(redo(plan(chain(), from, disk())))
        .containsExactly("fetch", "convert", "render", "ship");
  }

  /// Delete what a later stage needs, and the start moves to its producer, no further.
  @ParameterizedTest
  @CsvSource({
    "c=, ship, render",
    "c=sha256:other, ship, render",
    "b=, render, convert",
    "b=, ship, ship",
    "a=, convert, fetch",
  })
  void of_missingIntermediate_movesToItsProducer(String gone, String from, String start) {
    ReplayPlan plan = plan(chain(), from, disk(gone));
    assertThat(redo(plan).getFirst()).isEqualTo(start);
    assertThat(plan.blocked()).isEmpty();
  }

  @Test
  void of_everythingGone_isTheWhole() {
    assertThat(redo(plan(chain(), "ship", disk("a=", "b=", "c=")))).hasSize(4);
  }

  @Test
  void of_changedInput_isBlockedByName() {
    ReplayPlan plan = plan(chain(), "fetch", disk("source=sha256:other"));
    assertThat(plan.blocked()).extracting(Block::code).containsExactly("input_changed");
    assertThat(plan.blocked()).extracting(Block::subject).containsExactly("source");
    assertThat(plan.steps()).extracting(Step::action).containsOnly(Action.BLOCKED);
  }

  @Test
  void of_missingInput_isBlockedByName() {
    assertThat(plan(chain(), "fetch", disk("source=")).blocked())
        .extracting(Block::code)
        .containsExactly("input_missing");
  }

  @Test
  void of_changedConfiguration_isSaid() {
    OnDisk disk = new OnDisk(Map.of(), Map.of("command/job.sh", "sha256:other"), Set.of(), true);
    ReplayPlan plan = plan(chain(), "ship", disk);
    assertThat(plan.changed())
        .extracting(ReplayPlan.Change::text)
        .containsExactly("command/job.sh has changed since");
    assertThat(plan.blocked()).isEmpty();
  }

  @Test
  void of_commandWithoutBoundary_isBlocked() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_claimed")
            .event(3, "stage_started", "stage", "one")
            .event(4, "stage_completed", "stage", "one")
            .event(5, "stage_started", "stage", "two")
            .event(6, "stage_failed", "stage", "two")
            .event(7, "run_finished", "status", "failed");
    assertThat(plan(run, "two", OnDisk.NOT_LOOKED).blocked())
        .extracting(Block::code)
        .containsExactly("no_replay_boundary");
    assertThat(plan(run, "boot", OnDisk.NOT_LOOKED).blocked()).isEmpty();
    assertThat(plan(run, "tow", OnDisk.NOT_LOOKED).blocked())
        .extracting(Block::code)
        .containsExactly("unknown_start");
  }

  @Test
  void of_unknownEffect_blocksUnlessAccepted() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_claimed")
            .event(3, "stage_started", "stage", "pay")
            .event(
                4,
                "effect",
                "stage",
                "pay",
                "effect_id",
                "e1",
                "what",
                "charge",
                "status",
                "begun");
    RunView view = run.view();

    ReplayPlan blocked = ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
    ReplayPlan accepted =
        ReplayPlanner.of(
            view, view.attempt(), new ReplayAsk(null, Set.of("e1"), false), OnDisk.NOT_LOOKED);

    assertThat(blocked.blocked()).extracting(Block::code).containsExactly("effect_unknown");
    assertThat(accepted.blocked()).isEmpty();
    assertThat(blocked.digest()).isNotEqualTo(accepted.digest());
  }

  @Test
  void digest_anyFileChanges_isAnother() {
    String digest = plan(chain(), "ship", disk()).digest();
    assertThat(plan(chain(), "ship", disk()).digest()).isEqualTo(digest);
    assertThat(plan(chain(), "ship", disk("c=")).digest()).isNotEqualTo(digest);
    assertThat(plan(chain(), "ship", OnDisk.NOT_LOOKED).digest()).isNotEqualTo(digest);
    OnDisk config = new OnDisk(Map.of(), Map.of("command/job.sh", "sha256:x"), Set.of(), true);
    assertThat(plan(chain(), "ship", config).digest()).isNotEqualTo(digest);
  }
}
