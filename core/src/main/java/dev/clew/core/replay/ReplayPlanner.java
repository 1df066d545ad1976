package dev.clew.core.replay;

import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ReplayPlan.Action;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.replay.ReplayPlan.Change;
import dev.clew.core.replay.ReplayPlan.Step;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes a [ReplayPlan]. Two kinds of stages can be begun in the middle: those of a workflow, whose
/// inputs are values in the ledger, and those for which a command said `replay_boundary`, whose
/// inputs are files.
public final class ReplayPlanner {
  private final RunView run;
  private final AttemptView attempt;
  private final OnDisk disk;
  private final ReplayAsk ask;
  private final AttemptStages stages;
  private final RunArtifacts artifacts;
  private final NeededArtifacts needed;
  private final ReplayStart start;
  private final int begin;
  private final List<Block> blocked = new ArrayList<>();
  private final Map<StagePath, String> pulledIn = new LinkedHashMap<>();

  private ReplayPlanner(Explanation explained, ReplayAsk ask, OnDisk disk) {
    this.run = explained.run();
    this.attempt = explained.attempt();
    this.disk = disk;
    this.ask = ask;
    this.stages = new AttemptStages(attempt, explained.timing());
    this.artifacts = new RunArtifacts(run, attempt, disk);
    this.needed = new NeededArtifacts(stages, artifacts);
    this.start = new ReplayStart(explained, ask, disk, stages, artifacts, needed);
    this.begin = start.begin();
  }

  /// Whether a declarative workflow made it: then its plan is in the ledger before its first stage.
  public static boolean isOfWorkflow(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.STAGE_PLANNED)) {
        return true;
      }
    }
    return false;
  }

  public static ReplayPlan of(RunView run, AttemptView attempt, ReplayAsk ask, OnDisk disk) {
    return of(Explanation.of(run, attempt), ask, disk);
  }

  public static ReplayPlan of(Explanation explained, ReplayAsk ask, OnDisk disk) {
    return new ReplayPlanner(explained, ask, disk).plan();
  }

  private ReplayPlan plan() {
    unknownStart();
    if (stages.areOfWorkflow()) {
      pullInProducers();
      pullInSetters();
    }
    String from = start.word();
    stillGoingOn();
    boundaryOf(from);
    Set<StagePath> redo = redo();
    folder();
    inputs();
    readFiles(redo);
    List<EffectView> effects = effects(redo);
    Reused reused = new Reused(run, attempt, disk, stages, artifacts);
    return new ReplayPlan(
        run.runId(),
        attempt.attemptId(),
        from,
        start.asked(),
        start.why(),
        steps(redo),
        Owed.of(run, attempt, artifacts, redo, begin),
        reused.of(needed.of(begin), redo),
        disk.workspace(),
        effects,
        List.copyOf(ask.acceptedEffects()),
        changed(),
        blocked,
        new Conditions(run, attempt, disk, stages, artifacts).of(reused.bundle(), startPoint()));
  }

  /// Null when the run says of no place that it can be begun there, but for the whole.
  private @Nullable String startPoint() {
    StartPlace place = needed.place(begin);
    return stages.areOfWorkflow() ? "each of its stages" : place == null ? null : place.word();
  }

  private void unknownStart() {
    if (!start.isKnown()) {
      blocked.add(
          new Block(
              ReplayPlan.UNKNOWN_START,
              start.asked(),
              "the attempt has no stage of that name"
                  + (stages.all().isEmpty() ? "" : "; it has " + stages.names())));
    }
  }

  private Set<StagePath> redo() {
    Set<StagePath> redo = new LinkedHashSet<>();
    for (int at = 0; at < stages.all().size(); at++) {
      StagePath path = stages.all().get(at).path();
      if (at >= begin || pulledIn.containsKey(path)) {
        redo.add(path);
      }
    }
    return redo;
  }

  private void stillGoingOn() {
    RunStatus status = attempt.status();
    if (status == RunStatus.CREATED || status == RunStatus.QUEUED || status == RunStatus.RUNNING) {
      blocked.add(
          new Block(
              "still_running", run.runId(), "it is still going on; wait for its end, or end it"));
    }
  }

  /// A command must have said that it can be begun there.
  private void boundaryOf(String from) {
    if (begin > 0 && !stages.areOfWorkflow() && needed.place(begin) == null) {
      blocked.add(
          new Block(
              "no_replay_boundary",
              from,
              "the command did not say that it can be begun there; begin at boot, which is the"
                  + " whole"));
    }
  }

  /// What the run was given. Another input makes it another run, wherever it begins; one that is
  /// gone, or that is only in the list of the workspace, matters where it is read.
  private void inputs() {
    Set<String> read = new TreeSet<>();
    needed.of(begin).forEach(artifact -> read.add(artifact.artifactId()));
    for (ArtifactView artifact : artifacts.all()) {
      if (!artifacts.isGiven(artifact)) {
        continue;
      }
      switch (disk.artifact(artifact)) {
        case CHANGED -> {
          if (artifact.isGiven() || read.contains(artifact.artifactId())) {
            otherInput(artifact.artifactId(), artifact.shown());
          }
        }
        case MISSING -> {
          if (read.contains(artifact.artifactId())) {
            blocked.add(
                new Block(
                    "input_missing", artifact.artifactId(), artifact.shown() + " is not there"));
          }
        }
        case NOT_RECORDED, NOT_CHECKED, VERIFIED -> {}
      }
    }
    new TreeSet<>(disk.otherInputs()).forEach(name -> otherInput(name, "input " + name));
  }

  /// Without the folder there is nowhere to do it.
  private void folder() {
    FolderLook look = disk.workspace();
    if (look.state() == FolderLook.State.GONE) {
      blocked.add(
          new Block(
              "workspace_gone",
              look.folder(),
              "the folder " + look.folder() + ", where it ran, is not here; bring it back"));
    }
  }

  /// Files that are no artifacts, because no row says more of them than that a stage reads them.
  private void readFiles(Set<StagePath> redo) {
    new ReadFiles(run, attempt, stages, artifacts)
        .of(redo, begin == 0)
        .forEach((path, reader) -> {
          String shown = path + ", which " + reader + " reads,";
          switch (disk.listed(path)) {
            case CHANGED -> otherInput(path, shown);
            case MISSING -> blocked.add(new Block("input_missing", path, shown + " is not there"));
            case NOT_RECORDED, NOT_CHECKED, VERIFIED -> {}
          }
        });
  }

  private void otherInput(String subject, String shown) {
    if (!ask.newRun()) {
      blocked.add(
          new Block(
              ReplayPlan.INPUT_CHANGED,
              subject,
              shown
                  + " is not what the run was given; bring it back, or make it a run of its own"));
    }
  }

  /// A value that is only redacted in the ledger has to be made again.
  private void pullInProducers() {
    List<StageView> open = new ArrayList<>(stages.from(begin));
    while (!open.isEmpty()) {
      StageView stage = open.removeLast();
      for (StageReference reference : stage.plan().references()) {
        StageView producer = stages.named(reference.stage());
        if (producer == null
            || stages.all().indexOf(producer) >= begin
            || producer.status() == StageStatus.SKIPPED
            || pulledIn.containsKey(producer.path())) {
          continue;
        }
        String missing = LedgerValues.missing(producer, reference.field());
        if (missing != null) {
          pulledIn.put(producer.path(), missing + ", and " + stage.path() + " needs it");
          open.add(producer);
        }
      }
    }
  }

  /// Nobody says who reads a global or an entry of the context: what sets one that is only redacted
  /// in the ledger is done again.
  private void pullInSetters() {
    for (StageView stage : stages.before(begin)) {
      for (List<NamedValue> values : List.of(stage.ended().set(), stage.ended().context())) {
        for (NamedValue value : values) {
          String missing = LedgerValues.missing(value);
          if (missing != null) {
            pulledIn.putIfAbsent(stage.path(), "it sets " + value.name() + ", and " + missing);
          }
        }
      }
    }
  }

  private List<Step> steps(Set<StagePath> redo) {
    List<Step> steps = new ArrayList<>();
    Action again = blocked.isEmpty() ? Action.REDO : Action.BLOCKED;
    for (int at = 0; at < stages.all().size(); at++) {
      StageView stage = stages.all().get(at);
      String pulled = pulledIn.get(stage.path());
      if (!redo.contains(stage.path())) {
        steps.add(new Step(stage.path(), Action.KEEP, AttemptStages.words(stage)));
      } else if (pulled != null) {
        steps.add(new Step(stage.path(), again, pulled));
      } else {
        steps.add(new Step(stage.path(), again, at == begin ? beginning(stage) : following(stage)));
      }
    }
    return steps;
  }

  private String beginning(StageView stage) {
    return AttemptStages.isDone(stage)
        ? "it begins here: " + start.why()
        : "it " + AttemptStages.words(stage);
  }

  private static String following(StageView stage) {
    return AttemptStages.isDone(stage) ? "it comes after" : "it " + AttemptStages.words(stage);
  }

  /// Of the stages that are done again; and those of no stage that came after the start.
  private List<EffectView> effects(Set<StagePath> redo) {
    Long first = stages.startRow(begin);
    List<EffectView> effects = new ArrayList<>();
    for (EffectView effect : standingEffects()) {
      StagePath stage = effect.stage();
      boolean again =
          stage == null
              ? begin == 0 || first == null || effect.row() >= first
              : redo.contains(stages.whole(stage));
      if (!again) {
        continue;
      }
      effects.add(effect);
      if (effect.state() == EffectView.State.UNKNOWN
          && !ask.acceptedEffects().contains(effect.effectId())) {
        blocked.add(
            new Block(
                ReplayPlan.EFFECT_UNKNOWN,
                effect.effectId(),
                effect.what() + ": nobody knows whether it took effect; look, then accept it"));
      }
    }
    return effects;
  }

  /// What the run has done to the world, in whichever attempt, also when an earlier one is done
  /// again. The calls of a stage are those of the last attempt in which it made any, because they
  /// carry the same idempotency key; what was reported stands under its own id.
  private List<EffectView> standingEffects() {
    Map<String, List<EffectView>> standing = new LinkedHashMap<>();
    for (AttemptView one : run.attempts()) {
      Set<String> calls = new LinkedHashSet<>();
      one.toolCalls().forEach(call -> calls.add(call.toolCallId()));
      Map<String, List<EffectView>> its = new LinkedHashMap<>();
      for (EffectView effect : one.effects()) {
        boolean isCall = calls.contains(effect.effectId());
        String whose = isCall ? "calls of " + effect.stage() : "effect " + effect.effectId();
        its.computeIfAbsent(whose, any -> new ArrayList<>()).add(effect);
      }
      standing.putAll(its);
    }
    List<EffectView> effects = new ArrayList<>();
    standing.values().forEach(effects::addAll);
    return effects;
  }

  private List<Change> changed() {
    List<Change> changed = new ArrayList<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (!event.is(Kind.CONFIG_CAPTURED)) {
        continue;
      }
      ConfigCaptured about = ConfigCaptured.from(event);
      String name = about.role() + "/" + about.name();
      OnDisk.State state = disk.definition(name, about.sha256());
      switch (state) {
        case CHANGED -> changed.add(new Change(name, state, disk.definitions().get(name)));
        case MISSING -> changed.add(new Change(name, state, null));
        case NOT_RECORDED, NOT_CHECKED, VERIFIED -> {}
      }
    }
    return changed;
  }
}
