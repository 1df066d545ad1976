package dev.clew.core.replay;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ReplayPlan.Action;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.replay.ReplayPlan.Change;
import dev.clew.core.replay.ReplayPlan.Reuse;
import dev.clew.core.replay.ReplayPlan.Step;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.NamedValue;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  private final Explanation explained;
  private final List<StageView> stages;
  private final RunArtifacts artifacts;
  private final List<Block> blocked = new ArrayList<>();
  private final Map<StagePath, String> pulledIn = new LinkedHashMap<>();
  private final Map<StagePath, Long> startRows = new HashMap<>();
  private final Set<StagePath> saving = new HashSet<>();
  private final boolean workflow;
  private String why = "";

  /// Whether an input is another one, and nobody says who reads it.
  private boolean otherFromTheBeginning;

  private ReplayPlanner(Explanation explained, ReplayAsk ask, OnDisk disk) {
    this.explained = explained;
    this.run = explained.run();
    this.attempt = explained.attempt();
    this.disk = disk;
    this.ask = ask;
    this.workflow = isOfWorkflow(attempt);
    this.stages = workflow ? whole(attempt) : attempt.stages();
    this.artifacts = new RunArtifacts(run, attempt);
    for (Row row : attempt.rows()) {
      StagePath path = row.event().path();
      if (path != null && row.event().is(Kind.STAGE_STARTED)) {
        startRows.putIfAbsent(path, row.offset());
      }
      if (path != null
          && row.event().attributes().text("window", "").equals(Window.Name.SAVE.wire())) {
        saving.add(path);
      }
    }
  }

  /// The stages of the workflow itself: a loop, a child workflow, or a stage that was visited again
  /// is kept or done again as a whole.
  private static List<StageView> whole(AttemptView attempt) {
    List<StageView> whole = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      if (stage.path().parent() == null && stage.path().segments().getLast().visit() == null) {
        whole.add(stage);
      }
    }
    return whole;
  }

  /// The stage of the workflow that a node is a part of.
  private static StagePath whole(StagePath path) {
    return StagePath.of(path.segments().getFirst().name());
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
    String wanted = ask.from();
    String asked = wanted == null ? outermost(start()) : wanted;
    int begin = indexOf(asked);
    if (begin < 0) {
      blocked.add(
          new Block(
              "unknown_start",
              asked,
              "the attempt has no stage of that name"
                  + (stages.isEmpty() ? "" : "; it has " + names())));
      begin = 0;
    }
    why = wanted == null ? whyThere(begin) : "you asked for it";
    begin = movedTo(begin);
    if (workflow) {
      pullInProducers(begin);
      pullInSetters(begin);
    }
    String from = fromWord(asked, begin);
    stillGoingOn();
    boundaryOf(begin, from);
    inputs(begin);
    Set<StagePath> redo = redo(begin);
    List<Reuse> reuse = reuse(redo, begin);
    List<EffectView> effects = effects(redo, begin);
    return new ReplayPlan(
        run.runId(),
        attempt.attemptId(),
        from,
        asked,
        why,
        steps(redo, begin),
        reuse,
        effects,
        List.copyOf(ask.acceptedEffects()),
        changed(),
        blocked);
  }

  /// The first stage is the whole, unless the command knows it as a place to start at and it was
  /// not asked for the whole.
  private String fromWord(String asked, int begin) {
    boolean unknown = workflow || boundary(0) == null;
    boolean askedForWhole = Window.Name.of(asked) != null && indexOf(asked) == 0;
    return begin == 0 && (unknown || askedForWhole || otherFromTheBeginning)
        ? Window.Name.BOOT.wire()
        : label(asked, begin);
  }

  private String names() {
    List<String> names = new ArrayList<>();
    for (StageView stage : stages) {
      names.add(stage.path().toString());
    }
    return String.join(", ", names);
  }

  private Set<StagePath> redo(int begin) {
    Set<StagePath> redo = new LinkedHashSet<>();
    for (int at = 0; at < stages.size(); at++) {
      StagePath path = stages.get(at).path();
      if (at >= begin || pulledIn.containsKey(path)) {
        redo.add(path);
      }
    }
    return redo;
  }

  /// The failure of an item or of a child's stage is done again with what is around it.
  private String outermost(String start) {
    boolean known = !workflow || Window.Name.of(start) != null || indexOf(start) >= 0;
    StagePath path = known ? null : StagePath.parse(start);
    return path == null ? start : whole(path).toString();
  }

  private String start() {
    Dossier dossier = explained.dossier();
    return dossier == null ? Window.Name.BOOT.wire() : dossier.replayStart();
  }

  private String whyThere(int begin) {
    if (begin >= stages.size()) {
      return stages.isEmpty()
          ? "no stage is known, so it is the whole"
          : "every stage is done, and the write-back is not";
    }
    StageView stage = stages.get(begin);
    return isDone(stage)
        ? attempt.status().unsuccessful()
            ? "that is where what is left to do begins"
            : "nothing is left to do; this would do all of it again"
        : stage.path() + " " + words(stage);
  }

  /// The place in the list of stages; their number for a write-back that no stage does; negative
  /// for a name that is none.
  private int indexOf(String asked) {
    for (int at = 0; at < stages.size(); at++) {
      if (stages.get(at).path().toString().equals(asked)) {
        return at;
      }
    }
    Window.Name window = Window.Name.of(asked);
    if (window == null) {
      return -1;
    }
    return switch (window) {
      case QUEUE, BOOT, ACTIVE -> 0;
      case SAVE -> firstOfSave();
    };
  }

  private int firstOfSave() {
    Boundary end = explained.timing().boundaries().finalWork();
    for (int at = 0; at < stages.size(); at++) {
      StageView stage = stages.get(at);
      Long started = startRows.get(stage.path());
      if (saving.contains(stage.path())
          || (end != null && started != null && started > end.row())) {
        return at;
      }
    }
    return stages.size();
  }

  /// The word by which the start is known to the command: the one that was asked for, if it means
  /// that place.
  private String label(String asked, int begin) {
    if (indexOf(asked) == begin) {
      Window.Name window = Window.Name.of(asked);
      return window == null ? asked : window.wire();
    }
    return begin < stages.size() ? stages.get(begin).path().toString() : Window.Name.SAVE.wire();
  }

  /// Moves the start to the first stage that is not done, and to the producer of what is needed and
  /// not there; no further.
  private int movedTo(int begin) {
    int at = begin;
    for (int before = 0; before < at; before++) {
      StageView stage = stages.get(before);
      if (!isDone(stage)) {
        why = stage.path() + " comes before and " + words(stage);
        at = before;
      }
    }
    if (ask.newRun() && at > 0) {
      at = movedToOtherInputs(at);
    }
    boolean moved = true;
    while (moved && at > 0) {
      moved = false;
      for (ArtifactView artifact : needed(at)) {
        OnDisk.State state = disk.artifact(artifact.artifactId(), artifact.checksum());
        boolean gone =
            state == OnDisk.State.MISSING
                || state == OnDisk.State.CHANGED
                || artifact.state() == ArtifactView.State.NO_FILE;
        int producer = gone ? producerOf(artifact) : -1;
        if (gone && producer >= 0 && producer < at) {
          at = producer;
          moved = true;
          String word = state == OnDisk.State.CHANGED ? "changed" : "not there";
          why = artifact.shown() + " is needed and " + word;
        }
      }
    }
    return at;
  }

  /// What was made of another input is not what this run makes: it begins where that is first read,
  /// as far as anybody says who reads it.
  private int movedToOtherInputs(int begin) {
    int at = begin;
    if (!disk.otherInputs().isEmpty()) {
      why = "it has other inputs";
      otherFromTheBeginning = true;
      return 0;
    }
    for (ArtifactView artifact : artifacts.all()) {
      if (artifacts.isGiven(artifact)
          && disk.artifact(artifact.artifactId(), artifact.checksum()) == OnDisk.State.CHANGED) {
        int first = firstOf(artifacts.consumers(artifact));
        otherFromTheBeginning |= first < 0;
        if (Math.max(first, 0) < at) {
          at = Math.max(first, 0);
          why = artifact.shown() + " is another one";
        }
      }
    }
    return at;
  }

  /// Negative when no stage says that it reads it.
  private int firstOf(Set<StagePath> readers) {
    for (int at = 0; at < stages.size(); at++) {
      if (readers.contains(stages.get(at).path())) {
        return at;
      }
    }
    return -1;
  }

  /// Without a stage that wrote it, only the whole brings it back; what was given is not brought
  /// back at all, and makes another run when it is another.
  private int producerOf(ArtifactView artifact) {
    if (artifacts.isGiven(artifact)) {
      return ask.newRun() ? 0 : -1;
    }
    StagePath producer = artifacts.producer(artifact);
    for (int at = 0; at < stages.size(); at++) {
      if (stages.get(at).path().equals(producer)) {
        return at;
      }
    }
    return 0;
  }

  /// The artifacts that the stages from there on read and do not write themselves.
  private List<ArtifactView> needed(int begin) {
    Set<StagePath> redone = new LinkedHashSet<>();
    for (StageView stage : stages.subList(Math.min(begin, stages.size()), stages.size())) {
      redone.add(stage.path());
    }
    Set<String> promised = boundary(begin);
    List<ArtifactView> needed = new ArrayList<>();
    for (ArtifactView artifact : artifacts.all()) {
      boolean given = artifacts.isGiven(artifact);
      boolean read = promised != null && promised.contains(artifact.artifactId());
      for (StagePath consumer : artifacts.consumers(artifact)) {
        read |= redone.contains(consumer);
      }
      read |= isSave(begin) && artifact.isFinal();
      read |= begin == 0 && given;
      StagePath producer = artifacts.producer(artifact);
      boolean remade = !given && (begin == 0 || (producer != null && redone.contains(producer)));
      if (read && !remade) {
        needed.add(artifact);
      }
    }
    return needed;
  }

  private boolean isSave(int begin) {
    return begin >= stages.size() || begin >= firstOfSave();
  }

  private @Nullable Set<String> boundary(int begin) {
    Set<String> named =
        begin < stages.size() ? artifacts.boundary(stages.get(begin).path().toString()) : null;
    return named == null && isSave(begin) ? artifacts.boundary(Window.Name.SAVE.wire()) : named;
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
  private void boundaryOf(int begin, String from) {
    if (begin > 0 && !workflow && boundary(begin) == null) {
      blocked.add(
          new Block(
              "no_replay_boundary",
              from,
              "the command did not say that it can be begun there; begin at boot, which is the"
                  + " whole"));
    }
  }

  /// What the run was given. Another input makes it another run, wherever it begins; one that is
  /// gone matters where it is read.
  private void inputs(int begin) {
    Set<String> needed = new TreeSet<>();
    needed(begin).forEach(artifact -> needed.add(artifact.artifactId()));
    for (ArtifactView artifact : artifacts.all()) {
      if (!artifacts.isGiven(artifact)) {
        continue;
      }
      switch (disk.artifact(artifact.artifactId(), artifact.checksum())) {
        case CHANGED -> otherInput(artifact.artifactId(), artifact.shown());
        case MISSING -> {
          if (needed.contains(artifact.artifactId())) {
            blocked.add(
                new Block(
                    "input_missing", artifact.artifactId(), artifact.shown() + " is not there"));
          }
        }
        case NOT_CHECKED, VERIFIED -> {}
      }
    }
    new TreeSet<>(disk.otherInputs()).forEach(name -> otherInput(name, "input " + name));
  }

  private void otherInput(String subject, String shown) {
    if (!ask.newRun()) {
      blocked.add(
          new Block(
              "input_changed",
              subject,
              shown
                  + " is not what the run was given; bring it back, or make it a run of its own"
                  + " with --new-run"));
    }
  }

  /// A value that is only redacted in the ledger has to be made again.
  private void pullInProducers(int begin) {
    List<StageView> open =
        new ArrayList<>(stages.subList(Math.min(begin, stages.size()), stages.size()));
    while (!open.isEmpty()) {
      StageView stage = open.removeLast();
      for (Json.Obj reference : stage.plan().objects("references")) {
        StageView producer = stage(reference.text("stage", ""));
        if (producer == null
            || stages.indexOf(producer) >= begin
            || producer.status() == StageStatus.SKIPPED
            || pulledIn.containsKey(producer.path())) {
          continue;
        }
        String missing = LedgerValues.missing(producer, reference.text("field", ""));
        if (missing != null) {
          pulledIn.put(producer.path(), missing + ", and " + stage.path() + " needs it");
          open.add(producer);
        }
      }
    }
  }

  /// Nobody says who reads a global or an entry of the context: what sets one that is only redacted
  /// in the ledger is done again.
  private void pullInSetters(int begin) {
    for (StageView stage : stages.subList(0, Math.min(begin, stages.size()))) {
      for (String where : List.of("set", "context")) {
        for (NamedValue value : NamedValue.all(stage.ended(), where)) {
          String missing = LedgerValues.missing(value);
          if (missing != null) {
            pulledIn.putIfAbsent(stage.path(), "it sets " + value.name() + ", and " + missing);
          }
        }
      }
    }
  }

  private @Nullable StageView stage(String path) {
    for (StageView stage : stages) {
      if (stage.path().toString().equalsIgnoreCase(path)) {
        return stage;
      }
    }
    return null;
  }

  private List<Step> steps(Set<StagePath> redo, int begin) {
    List<Step> steps = new ArrayList<>();
    Action again = blocked.isEmpty() ? Action.REDO : Action.BLOCKED;
    for (int at = 0; at < stages.size(); at++) {
      StageView stage = stages.get(at);
      String pulled = pulledIn.get(stage.path());
      if (!redo.contains(stage.path())) {
        steps.add(new Step(stage.path(), Action.KEEP, words(stage)));
      } else if (pulled != null) {
        steps.add(new Step(stage.path(), again, pulled));
      } else {
        steps.add(new Step(stage.path(), again, at == begin ? beginning(stage) : following(stage)));
      }
    }
    return steps;
  }

  private String beginning(StageView stage) {
    return isDone(stage) ? "it begins here: " + why : "it " + words(stage);
  }

  private static String following(StageView stage) {
    return isDone(stage) ? "it comes after" : "it " + words(stage);
  }

  private static boolean isDone(StageView stage) {
    return stage.status() == StageStatus.SUCCEEDED
        || stage.status() == StageStatus.TOLERATED
        || stage.status() == StageStatus.SKIPPED;
  }

  /// What became of it, as the end of a sentence that begins with its name.
  private static String words(StageView stage) {
    StageStatus status = stage.status();
    return status == null
        ? "was never begun"
        : switch (status) {
          case RUNNING -> "is still running";
          case SUCCEEDED -> "succeeded";
          case TOLERATED -> "failed, which is tolerated";
          case FAILED -> "failed";
          case SKIPPED -> "was skipped";
          case NOT_REACHED -> "was not reached";
          case CANCELLED -> "was cancelled";
          case UNCLOSED -> "never ended";
        };
  }

  /// Of the stages that are done again; and those of no stage that came after the start.
  private List<EffectView> effects(Set<StagePath> redo, int begin) {
    Long first = begin < stages.size() ? startRows.get(stages.get(begin).path()) : null;
    List<EffectView> effects = new ArrayList<>();
    for (EffectView effect : standingEffects()) {
      StagePath stage = effect.stage();
      boolean again =
          stage == null
              ? begin == 0 || first == null || effect.row() >= first
              : redo.contains(workflow ? whole(stage) : stage);
      if (!again) {
        continue;
      }
      effects.add(effect);
      if (effect.state() == EffectView.State.UNKNOWN
          && !ask.acceptedEffects().contains(effect.effectId())) {
        blocked.add(
            new Block(
                "effect_unknown",
                effect.effectId(),
                effect.what()
                    + ": nobody knows whether it took effect; look, then accept it with"
                    + " --accept-effect "
                    + effect.effectId()));
      }
    }
    return effects;
  }

  /// Of each stage, those of the last attempt in which it had any: an attempt that did not come to
  /// them changed nothing about what the stage has done to the world.
  private List<EffectView> standingEffects() {
    Map<String, List<EffectView>> standing = new LinkedHashMap<>();
    for (AttemptView one : run.attempts()) {
      Map<String, List<EffectView>> its = new LinkedHashMap<>();
      for (EffectView effect : one.effects()) {
        StagePath stage = effect.stage();
        String whose = stage == null ? "effect " + effect.effectId() : "stage " + stage;
        its.computeIfAbsent(whose, any -> new ArrayList<>()).add(effect);
      }
      standing.putAll(its);
      if (one.attemptId().equals(attempt.attemptId())) {
        break;
      }
    }
    List<EffectView> effects = new ArrayList<>();
    standing.values().forEach(effects::addAll);
    return effects;
  }

  private List<Reuse> reuse(Set<StagePath> redo, int begin) {
    List<Reuse> reuse = new ArrayList<>();
    for (ArtifactView artifact : needed(begin)) {
      OnDisk.State state = disk.artifact(artifact.artifactId(), artifact.checksum());
      reuse.add(new Reuse(artifact.shown(), artifact.artifactId(), artifact.checksum(), state));
    }
    if (workflow) {
      values(redo, reuse);
    }
    return reuse;
  }

  private void values(Set<StagePath> redo, List<Reuse> reuse) {
    Set<String> seen = new LinkedHashSet<>();
    for (StagePath path : redo) {
      StageView stage = attempt.stage(path);
      for (Json.Obj reference :
          stage == null ? List.<Json.Obj>of() : stage.plan().objects("references")) {
        StageView producer = stage(reference.text("stage", ""));
        if (producer != null && !redo.contains(producer.path())) {
          seen.add(producer.path() + "." + reference.text("field", ""));
        }
      }
    }
    seen.forEach(value -> reuse.add(new Reuse(value, null, null, OnDisk.State.NOT_CHECKED)));
  }

  private List<Change> changed() {
    List<Change> changed = new ArrayList<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (!event.is(Kind.CONFIG_CAPTURED)) {
        continue;
      }
      Json.Obj about = event.attributes();
      String name = about.text("role", "") + "/" + about.text("name", "");
      OnDisk.State state = disk.definition(name, about.text("sha256"));
      switch (state) {
        case CHANGED -> changed.add(new Change(name, state, disk.definitions().get(name)));
        case MISSING -> changed.add(new Change(name, state, null));
        case NOT_CHECKED, VERIFIED -> {}
      }
    }
    return changed;
  }
}
