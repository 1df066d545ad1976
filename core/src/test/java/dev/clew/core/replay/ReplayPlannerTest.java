package dev.clew.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ReplayPlan.Action;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.replay.ReplayPlan.Step;
import dev.clew.core.run.RunView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    return new OnDisk(
        files, Map.of("command/job.sh", "sha256:job"), Set.of(), FolderLook.NOT_LOOKED, true);
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
        .contains(
            new Reuse(
                Reuse.Kind.FINAL_ARTIFACT, "c", "c", "sha256:c", OnDisk.State.VERIFIED, null));
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
    OnDisk disk =
        new OnDisk(
            Map.of(),
            Map.of("command/job.sh", "sha256:other"),
            Set.of(),
            FolderLook.NOT_LOOKED,
            true);
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

    ReplayPlan blocked =
        ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
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
    OnDisk config =
        new OnDisk(
            Map.of(), Map.of("command/job.sh", "sha256:x"), Set.of(), FolderLook.NOT_LOOKED, true);
    assertThat(plan(chain(), "ship", config).digest()).isNotEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({"boot, boot", "active, boot", "queue, boot", "fetch, fetch", "ship, ship"})
  void of_start_hasTheWordThatTheCommandKnows(String asked, String from) {
    assertThat(plan(chain(), asked, disk()).from()).isEqualTo(from);
  }

  @Test
  void of_startAfterAStageThatIsNotDone_movesToIt() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "stage_planned", "stage", "one")
            .event(2, "stage_planned", "stage", "two")
            .event(2, "stage_planned", "stage", "three")
            .event(3, "stage_started", "stage", "one")
            .event(4, "stage_completed", "stage", "one")
            .event(5, "stage_started", "stage", "two")
            .event(6, "stage_failed", "stage", "two")
            .event(7, "run_finished", "status", "failed");
    ReplayPlan plan = plan(run, "three", OnDisk.NOT_LOOKED);
    assertThat(redo(plan)).containsExactly("two", "three");
    assertThat(plan.asked()).isEqualTo("three");
    assertThat(plan.why()).isEqualTo("two comes before and failed");
  }

  /// Another input makes another run, also where nobody reads it again.
  @Test
  void of_changedInputThatIsNotRead_isBlockedAllTheSame() {
    ReplayPlan plan = plan(chain(), "ship", disk("source=sha256:other"));
    assertThat(plan.blocked()).extracting(Block::code).containsExactly("input_changed");
    assertThat(plan(chain(), "ship", disk("source=")).blocked()).isEmpty();
  }

  @Test
  void of_changedInputOfANewRun_beginsWhereItIsRead() {
    RunView view = chain().view();
    ReplayPlan plan =
        ReplayPlanner.of(
            view,
            view.attempt(),
            new ReplayAsk("ship", Set.of(), true),
            disk("source=sha256:other"));
    assertThat(plan.blocked()).isEmpty();
    assertThat(redo(plan)).containsExactly("fetch", "convert", "render", "ship");
  }

  @Test
  void of_otherInputOfANewRun_isTheWhole() {
    RunView view = chain().view();
    OnDisk disk = new OnDisk(Map.of(), Map.of(), Set.of("email"), FolderLook.NOT_LOOKED, true);
    assertThat(ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, disk).blocked())
        .extracting(Block::subject)
        .containsExactly("email");
    ReplayPlan fresh =
        ReplayPlanner.of(view, view.attempt(), new ReplayAsk("ship", Set.of(), true), disk);
    assertThat(redo(fresh)).hasSize(4);
  }

  /// What a stage fetched is made again by it, whatever it is called.
  @Test
  void of_missingInputThatAStageWrote_movesToThatStage() {
    TestRun run = new TestRun("run_1").event(1, "run_created").event(2, "run_claimed");
    stage(run, 10, "download", "list", "data", "input");
    stage(run, 20, "render", "data", "page", "final");
    run.event(30, "run_finished", "status", "failed");
    OnDisk disk = new OnDisk(Map.of("data", ""), Map.of(), Set.of(), FolderLook.NOT_LOOKED, true);
    ReplayPlan plan = plan(run, "render", disk);
    assertThat(redo(plan)).containsExactly("download", "render");
    assertThat(plan.blocked()).isEmpty();
  }

  @Test
  void of_effectOfAStageThatTheLastAttemptKept_stands() {
    TestRun run = chain();
    run.event(
        45, "effect", "stage", "render", "effect_id", "mail", "what", "mail", "status", "begun");
    run.attempt("attempt_2")
        .event(60, "run_queued")
        .event(61, "stage_completed", "stage", "fetch", "reused_from", "attempt_1")
        .event(62, "stage_completed", "stage", "convert", "reused_from", "attempt_1")
        .event(63, "stage_completed", "stage", "render", "reused_from", "attempt_1")
        .event(64, "stage_started", "stage", "ship", "window", "save")
        .event(65, "stage_failed", "stage", "ship")
        .event(66, "run_finished", "status", "failed");
    assertThat(plan(run, "ship", disk()).effects()).isEmpty();
    assertThat(plan(run, "ship", disk()).reuse())
        .filteredOn(reuse -> reuse.artifactId() != null)
        .extracting(Reuse::what)
        .containsExactly("c");
    assertThat(plan(run, "render", disk()).blocked())
        .extracting(Block::code)
        .containsExactly("effect_unknown");
    assertThat(redo(plan(run, "ship", disk("c=")))).containsExactly("render", "ship");
  }

  @Test
  void of_runThatIsGoingOn_isBlocked() {
    TestRun run =
        new TestRun("run_1").event(1, "run_created").event(2, "stage_started", "stage", "one");
    RunView view = RunView.of(run.rows(), RunView.Writer.PRESENT);
    assertThat(
            ReplayPlanner.of(view, view.attempt(), ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED).blocked())
        .extracting(Block::code)
        .contains("still_running");
  }

  /// A reference into an output begins with its name.
  @ParameterizedTest
  @CsvSource({
    "output.id, false",
    "output.ID, false",
    "output.id.first, false",
    "output.idx, true",
    "output.token, true",
    "output.large, true",
    "output.http_status, false",
    "response.status, false",
    "response.body.id, true",
  })
  void of_valueThatIsNotInTheLedger_pullsItsProducerIn(String field, boolean pulledIn) {
    Json outputs =
        new Json.Arr(
            List.of(
                value("id", Json.of("a"), null),
                value("token", Json.of("Bearer [redacted:token len=9]"), null),
                value("large", Json.NULL, "over_limit"),
                value("none", Json.NULL, "body_missing")));
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "stage_planned", "stage", "get")
            .event(
                2,
                "stage_planned",
                "stage",
                "use",
                "references",
                new Json.Arr(
                    List.of(Json.object().put("stage", "get").put("field", field).build())))
            .event(3, "stage_started", "stage", "get")
            .event(4, "stage_completed", "stage", "get", "outputs", outputs, "http_status", 200)
            .event(5, "stage_started", "stage", "use")
            .event(6, "stage_failed", "stage", "use")
            .event(7, "run_finished", "status", "failed");
    assertThat(redo(plan(run, "use", OnDisk.NOT_LOOKED)))
        .isEqualTo(pulledIn ? List.of("get", "use") : List.of("use"));
  }

  private static Json value(String name, Json value, @Nullable String missing) {
    return Json.object()
        .put("name", name)
        .put("value", value)
        .put("missing", missing == null ? null : Json.object().put("code", missing).build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "c=, reuse of",
    "c=sha256:other, reuse of",
    "source=sha256:other, is blocked source",
  })
  void drift_fileChanged_isNamed(String change, String named) {
    Json.Obj before = plan(chain(), "ship", disk()).facts();
    Json.Obj now = plan(chain(), "ship", disk(change)).facts();
    assertThat(PlanDrift.between(before, before)).isEmpty();
    assertThat(PlanDrift.between(before, now)).anyMatch(line -> line.contains(named));
  }

  /// A definition that changes twice is another plan each time.
  @Test
  void drift_definitionChangedAgain_isNamed() {
    OnDisk once =
        new OnDisk(Map.of(), Map.of("command/job.sh", "x"), Set.of(), FolderLook.NOT_LOOKED, true);
    OnDisk twice =
        new OnDisk(Map.of(), Map.of("command/job.sh", "y"), Set.of(), FolderLook.NOT_LOOKED, true);
    ReplayPlan before = plan(chain(), "ship", once);
    ReplayPlan now = plan(chain(), "ship", twice);
    assertThat(now.digest()).isNotEqualTo(before.digest());
    assertThat(PlanDrift.between(before.facts(), now.facts()))
        .containsExactly("configuration command/job.sh: y, was x");
  }

  /// `from` of a boundary is the command's own word, which may be another word for a window.
  @ParameterizedTest
  @CsvSource({
    "writeback, , writeback",
    "writeback, save, writeback",
    "writeback, ship-it, writeback",
    "write-back, save, write-back",
    "my-own-word, , my-own-word",
    "my-own-word, save, my-own-word",
    "my-own-word, my-own-word, my-own-word",
    "save, ship-it, save",
    "ship-it, save, save",
  })
  void of_boundaryUnderItsOwnWord_isAPlaceToBegin(String own, @Nullable String asked, String from) {
    ReplayPlan plan = plan(writeBack("ship-it", own), asked, OnDisk.NOT_LOOKED);

    assertThat(plan.blocked()).isEmpty();
    assertThat(redo(plan)).containsExactly("ship-it");
    assertThat(plan.from()).isEqualTo(from);
    assertThat(plan.asked()).as("it was not moved").isEqualTo(from);
  }

  /// A boundary that names no stage is for the stage that begins next.
  @Test
  void of_boundaryOfNoStage_isThatOfTheNext() {
    TestRun run = chain();
    run.event(55, "replay_boundary", "from", "half-way", "inputs", List.of("b"))
        .event(56, "stage_started", "stage", "late");
    ReplayPlan plan = plan(run, "half-way", disk());
    assertThat(plan.from()).isEqualTo("ship");
    assertThat(plan.asked()).isEqualTo("half-way");
    assertThat(plan.why()).isEqualTo("ship comes before and failed");
  }

  private static TestRun writeBack(String stage, String from) {
    return new TestRun("run_1")
        .event(1, "run_created")
        .event(2, "run_claimed")
        .event(3, "stage_started", "stage", "make")
        .event(4, "stage_completed", "stage", "make")
        .event(5, "artifact_written", "artifact", "c", "artifact_kind", "final", "path", "c")
        .event(6, "replay_boundary", "stage", stage, "from", from, "inputs", List.of("c"))
        .event(7, "stage_started", "stage", stage, "window", "save")
        .event(8, "stage_failed", "stage", stage)
        .event(9, "run_finished", "status", "failed");
  }

  /// What was done to the world stays done, whichever attempt is replayed.
  @Test
  void of_effectOfALaterAttempt_blocksAReplayOfAnEarlierOne() {
    TestRun run = chain();
    run.attempt("attempt_2")
        .event(60, "run_queued")
        .event(61, "stage_started", "stage", "ship")
        .event(62, "effect", "stage", "ship", "effect_id", "mail", "what", "m", "status", "begun")
        .event(63, "run_finished", "status", "failed");
    RunView view = run.view();
    ReplayPlan plan =
        ReplayPlanner.of(view, view.attempts().getFirst(), ReplayAsk.whole(Set.of()), disk());
    assertThat(plan.unknownEffects()).extracting(Block::subject).containsExactly("mail");
  }

  /// That a stage did something else in the next attempt says nothing about what it did before.
  @Test
  void of_otherEffectOfTheSameStage_settlesNothing() {
    TestRun run = chain();
    run.event(45, "effect", "stage", "ship", "effect_id", "mail", "what", "m", "status", "begun");
    run.attempt("attempt_2")
        .event(60, "run_queued")
        .event(61, "stage_started", "stage", "ship")
        .event(
            62, "effect", "stage", "ship", "effect_id", "sms", "what", "s", "status", "committed")
        .event(63, "run_finished", "status", "failed");
    assertThat(plan(run, "ship", disk()).unknownEffects())
        .extracting(Block::subject)
        .containsExactly("mail");
  }

  @Test
  void wayOut_ofAPlanThatIsBlocked_isAnotherThatIsNot() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_claimed")
            .event(3, "stage_started", "stage", "one")
            .event(4, "effect", "stage", "one", "effect_id", "e 1", "what", "w", "status", "begun")
            .event(5, "stage_completed", "stage", "one")
            .event(6, "stage_started", "stage", "two")
            .event(7, "stage_failed", "stage", "two")
            .event(8, "run_finished", "status", "failed");
    Explanation explained = Explanation.of(run.view());
    ReplayAsk way = WayOut.of(explained, ReplayAsk.from("two"), OnDisk.NOT_LOOKED);
    assertThat(way).isEqualTo(ReplayAsk.whole(Set.of("e 1")));
    assertThat(
            ReplayPlanner.of(explained, Objects.requireNonNull(way), OnDisk.NOT_LOOKED).isBlocked())
        .isFalse();
  }

  /// What is gone has to come back; no other plan helps.
  @Test
  void wayOut_ofAMissingInput_isNone() {
    assertThat(WayOut.of(Explanation.of(chain().view()), ReplayAsk.from("fetch"), disk("source=")))
        .isNull();
  }

  /// The run of the seed never said that it can be begun at its write-back.
  @Test
  void nextSteps_ofTheSeedsRun_proposeNoPlanThatIsBlocked() {
    Explanation explained = Explanation.of(TestRun.run742().view());
    assertThat(NextSteps.of(explained))
        .contains(new NextAction.SeePlan("run_742", "boot", Set.of(), false))
        .doesNotContain(new NextAction.Replay("run_742", "save"));
  }
}
