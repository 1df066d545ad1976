package dev.clew.core.replay;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.SeedRun;
import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.artifact.EffectReported;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageReference;
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
  private static TestLedger chain() {
    TestLedger run = new TestLedger().runCreated(at(1)).runClaimed(at(2));
    run.artifactConsumed(
        "source",
        at(3),
        file("input", "source.txt"),
        with(ArtifactWritten.CHECKSUM, "sha256:source"));
    run.configCaptured("command", "job.sh", at(4), with(ConfigCaptured.SHA256, "sha256:job"));
    make(run, 10, "fetch", "source", "a", "intermediate");
    make(run, 20, "convert", "a", "b", "intermediate");
    make(run, 30, "render", "b", "c", "final");
    return run.event(
            Kind.REPLAY_BOUNDARY, at(40), stage("ship"), with(ReplayBoundary.INPUTS, List.of("c")))
        .stageStarted("ship", at(41), with(AnyEvent.WINDOW, "save"))
        .artifactConsumed("c", at(42), stage("ship"))
        .stageFailed("ship", at(50))
        .runFinished("failed", at(51));
  }

  private static void make(
      TestLedger run, int at, String name, String reads, String writes, String kind) {
    run.event(
            Kind.REPLAY_BOUNDARY, at(at), stage(name), with(ReplayBoundary.INPUTS, List.of(reads)))
        .stageStarted(name, at(at + 1))
        .artifactConsumed(reads, at(at + 2), stage(name))
        .artifactWritten(
            writes,
            at(at + 3),
            stage(name),
            file(kind, writes),
            with(ArtifactWritten.CHECKSUM, "sha256:" + writes))
        .stageCompleted(name, at(at + 4));
  }

  private static Detail effect(String id, String stage, String status) {
    return all(
        stage(stage),
        with(EffectReported.EFFECT_ID, id),
        with(EffectReported.WHAT, id),
        with(EffectReported.STATUS, status));
  }

  private static ReplayPlan plan(TestLedger run, @Nullable String from, OnDisk disk) {
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
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runClaimed(at(2))
            .stageStarted("one", at(3))
            .stageCompleted("one", at(4))
            .stageStarted("two", at(5))
            .stageFailed("two", at(6))
            .runFinished("failed", at(7));
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
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runClaimed(at(2))
            .stageStarted("pay", at(3))
            .event(Kind.EFFECT, at(4), effect("e1", "pay", "begun"));
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
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .stagePlanned("one", at(2))
            .stagePlanned("two", at(2))
            .stagePlanned("three", at(2))
            .stageStarted("one", at(3))
            .stageCompleted("one", at(4))
            .stageStarted("two", at(5))
            .stageFailed("two", at(6))
            .runFinished("failed", at(7));
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
    TestLedger run = new TestLedger().runCreated(at(1)).runClaimed(at(2));
    make(run, 10, "download", "list", "data", "input");
    make(run, 20, "render", "data", "page", "final");
    run.runFinished("failed", at(30));
    OnDisk disk = new OnDisk(Map.of("data", ""), Map.of(), Set.of(), FolderLook.NOT_LOOKED, true);
    ReplayPlan plan = plan(run, "render", disk);
    assertThat(redo(plan)).containsExactly("download", "render");
    assertThat(plan.blocked()).isEmpty();
  }

  @Test
  void of_effectOfAStageThatTheLastAttemptKept_stands() {
    TestLedger run = chain();
    run.event(Kind.EFFECT, at(45), effect("mail", "render", "begun"));
    run.attempt("attempt_2")
        .runQueued(at(60))
        .stageCompleted("fetch", at(61), with(AnyEvent.REUSED_FROM, "attempt_1"))
        .stageCompleted("convert", at(62), with(AnyEvent.REUSED_FROM, "attempt_1"))
        .stageCompleted("render", at(63), with(AnyEvent.REUSED_FROM, "attempt_1"))
        .stageStarted("ship", at(64), with(AnyEvent.WINDOW, "save"))
        .stageFailed("ship", at(65))
        .runFinished("failed", at(66));
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
    TestLedger run = new TestLedger().runCreated(at(1)).stageStarted("one", at(2));
    RunView view = run.view(RunView.Writer.PRESENT);
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
    List<NamedValue> outputs =
        List.of(
            value("id", Json.of("a"), null),
            value("token", Json.of("Bearer [redacted:token len=9]"), null),
            value("large", Json.NULL, "over_limit"),
            value("none", Json.NULL, "body_missing"));
    Json.Obj reference =
        new Attributes()
            .with(StageReference.STAGE, "get")
            .with(StageReference.FIELD, field)
            .build();
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .stagePlanned("get", at(2))
            .stagePlanned(
                "use", at(2), with(StagePlanned.REFERENCES, List.of(new StageReference(reference))))
            .stageStarted("get", at(3))
            .stageCompleted(
                "get", at(4), with(StageEnded.OUTPUTS, outputs), with(StageEnded.HTTP_STATUS, 200))
            .stageStarted("use", at(5))
            .stageFailed("use", at(6))
            .runFinished("failed", at(7));
    assertThat(redo(plan(run, "use", OnDisk.NOT_LOOKED)))
        .isEqualTo(pulledIn ? List.of("get", "use") : List.of("use"));
  }

  private static NamedValue value(String name, Json value, @Nullable String missing) {
    return new NamedValue(
        new Attributes()
            .with(NamedValue.NAME, name)
            .with(NamedValue.VALUE, value)
            .with(NamedValue.MISSING, missing == null ? null : Missing.of(missing, "test"))
            .build());
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
    TestLedger run = chain();
    run.event(
            Kind.REPLAY_BOUNDARY,
            at(55),
            with(ReplayBoundary.FROM, "half-way"),
            with(ReplayBoundary.INPUTS, List.of("b")))
        .stageStarted("late", at(56));
    ReplayPlan plan = plan(run, "half-way", disk());
    assertThat(plan.from()).isEqualTo("ship");
    assertThat(plan.asked()).isEqualTo("half-way");
    assertThat(plan.why()).isEqualTo("ship comes before and failed");
  }

  private static TestLedger writeBack(String stage, String from) {
    return new TestLedger()
        .runCreated(at(1))
        .runClaimed(at(2))
        .stageStarted("make", at(3))
        .stageCompleted("make", at(4))
        .artifactWritten("c", at(5), file("final", "c"))
        .event(
            Kind.REPLAY_BOUNDARY,
            at(6),
            stage(stage),
            with(ReplayBoundary.FROM, from),
            with(ReplayBoundary.INPUTS, List.of("c")))
        .stageStarted(stage, at(7), with(AnyEvent.WINDOW, "save"))
        .stageFailed(stage, at(8))
        .runFinished("failed", at(9));
  }

  /// What was done to the world stays done, whichever attempt is replayed.
  @Test
  void of_effectOfALaterAttempt_blocksAReplayOfAnEarlierOne() {
    TestLedger run = chain();
    run.attempt("attempt_2")
        .runQueued(at(60))
        .stageStarted("ship", at(61))
        .event(Kind.EFFECT, at(62), effect("mail", "ship", "begun"))
        .runFinished("failed", at(63));
    RunView view = run.view();
    ReplayPlan plan =
        ReplayPlanner.of(view, view.attempts().getFirst(), ReplayAsk.whole(Set.of()), disk());
    assertThat(plan.unknownEffects()).extracting(Block::subject).containsExactly("mail");
  }

  /// That a stage did something else in the next attempt says nothing about what it did before.
  @Test
  void of_otherEffectOfTheSameStage_settlesNothing() {
    TestLedger run = chain();
    run.event(Kind.EFFECT, at(45), effect("mail", "ship", "begun"));
    run.attempt("attempt_2")
        .runQueued(at(60))
        .stageStarted("ship", at(61))
        .event(Kind.EFFECT, at(62), effect("sms", "ship", "committed"))
        .runFinished("failed", at(63));
    assertThat(plan(run, "ship", disk()).unknownEffects())
        .extracting(Block::subject)
        .containsExactly("mail");
  }

  @Test
  void wayOut_ofAPlanThatIsBlocked_isAnotherThatIsNot() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runClaimed(at(2))
            .stageStarted("one", at(3))
            .event(Kind.EFFECT, at(4), effect("e 1", "one", "begun"))
            .stageCompleted("one", at(5))
            .stageStarted("two", at(6))
            .stageFailed("two", at(7))
            .runFinished("failed", at(8));
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
    Explanation explained = Explanation.of(SeedRun.recorded().view());
    assertThat(NextSteps.of(explained))
        .contains(new NextAction.SeePlan("run_742", "boot", Set.of(), false))
        .doesNotContain(new NextAction.Replay("run_742", "save"));
  }
}
