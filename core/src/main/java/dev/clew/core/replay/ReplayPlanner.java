package dev.clew.core.replay;

import dev.clew.core.absence.Absences;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ReplayPlan.Action;
import dev.clew.core.replay.ReplayPlan.Block;
import dev.clew.core.replay.ReplayPlan.Reuse;
import dev.clew.core.replay.ReplayPlan.Step;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.NamedValue;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
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
  private final Set<String> accepted;
  private final Timing timing;
  private final List<StageView> stages;
  private final Map<String, Event> boundaries = new LinkedHashMap<>();
  private final List<Block> blocked = new ArrayList<>();
  private final Map<StagePath, String> pulledIn = new LinkedHashMap<>();
  private final boolean workflow;

  private ReplayPlanner(RunView run, AttemptView attempt, OnDisk disk, Set<String> accepted) {
    this.run = run;
    this.attempt = attempt;
    this.disk = disk;
    this.accepted = accepted;
    this.timing = Timing.of(attempt);
    this.stages = attempt.stages();
    boolean planned = false;
    for (Row row : attempt.rows()) {
      Event event = row.event();
      planned |= event.is(Kind.STAGE_PLANNED);
      if (event.is(Kind.REPLAY_BOUNDARY)) {
        StagePath path = event.path();
        String from = event.attributes().text("from", path == null ? "" : path.toString());
        boundaries.put(from, event);
      }
    }
    this.workflow = planned;
  }

  /// @param from a stage or a window, also by another of its names; null for the earliest place
  ///   where something is left to do
  /// @param accepted ids of effects whose unknown state is accepted
  public static ReplayPlan of(
      RunView run, AttemptView attempt, @Nullable String from, OnDisk disk, Set<String> accepted) {
    return new ReplayPlanner(run, attempt, disk, accepted).plan(from);
  }

  private ReplayPlan plan(@Nullable String wanted) {
    String asked = wanted == null ? start() : wanted;
    int begin = indexOf(asked);
    if (begin < 0) {
      blocked.add(new Block("unknown_start", asked, "the attempt has no stage of that name"));
      begin = 0;
    }
    begin = movedTo(begin);
    if (workflow) {
      pullInProducers(begin);
    }
    String from = begin == 0 ? Window.Name.BOOT.wire() : label(asked, begin);
    boundaryOf(begin, from);
    Set<StagePath> redo = redo(begin);
    List<Reuse> reuse = reuse(redo, begin);
    List<EffectView> effects = effects(redo, begin);
    return new ReplayPlan(
        run.runId(),
        attempt.attemptId(),
        from,
        asked,
        steps(redo, begin, asked),
        reuse,
        effects,
        changed(),
        blocked);
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

  private String start() {
    Dossier dossier = Dossier.of(run, attempt, timing, Absences.of(run, attempt, timing));
    return dossier == null ? Window.Name.BOOT.wire() : dossier.replayStart();
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
    Boundary end = timing.boundaries().finalWork();
    for (int at = 0; at < stages.size(); at++) {
      StageView stage = stages.get(at);
      boolean saves = stage.plan().text("window", "").equals(Window.Name.SAVE.wire());
      Long started = startRow(stage);
      if (saves || (end != null && started != null && started > end.row())) {
        return at;
      }
    }
    return stages.size();
  }

  private @Nullable Long startRow(StageView stage) {
    for (Row row : attempt.rows()) {
      if (stage.path().equals(row.event().path()) && row.event().is(Kind.STAGE_STARTED)) {
        return row.offset();
      }
    }
    return null;
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

  /// Moves the start to the producer of what is needed and not there, and no further.
  private int movedTo(int begin) {
    int at = begin;
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
        }
      }
    }
    return at;
  }

  /// Without a stage that wrote it, only the whole brings it back; what was given is not brought
  /// back at all.
  private int producerOf(ArtifactView artifact) {
    if (artifact.isGiven()) {
      return -1;
    }
    StagePath producer = artifact.producedBy();
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
    Set<String> promised = new TreeSet<>();
    Event boundary = boundary(begin);
    if (boundary != null) {
      for (Json id : boundary.attributes().list("inputs")) {
        if (id instanceof Json.Str text) {
          promised.add(text.value());
        }
      }
    }
    List<ArtifactView> needed = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      boolean read = promised.contains(artifact.artifactId());
      for (StagePath consumer : artifact.consumedBy()) {
        read |= redone.contains(consumer);
      }
      boolean saved = begin >= stages.size() || isSave(begin);
      read |= saved && artifact.isFinal();
      read |= begin == 0 && artifact.kind().equals("input");
      StagePath producer = artifact.producedBy();
      if (read && (producer == null || !redone.contains(producer))) {
        needed.add(artifact);
      }
    }
    return needed;
  }

  private boolean isSave(int begin) {
    return begin >= firstOfSave();
  }

  private @Nullable Event boundary(int begin) {
    Event named =
        begin < stages.size() ? boundaries.get(stages.get(begin).path().toString()) : null;
    return named == null && isSave(begin) ? boundaries.get(Window.Name.SAVE.wire()) : named;
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
            || pulledIn.containsKey(producer.path())) {
          continue;
        }
        String why = notInTheLedger(producer, reference.text("field", ""));
        if (why != null) {
          pulledIn.put(producer.path(), why);
          open.add(producer);
        }
      }
    }
  }

  private @Nullable StageView stage(String path) {
    for (StageView stage : stages) {
      if (stage.path().toString().equals(path)) {
        return stage;
      }
    }
    return null;
  }

  /// Null when the value is there.
  private static @Nullable String notInTheLedger(StageView producer, String field) {
    if (!field.startsWith("output.")) {
      return field.equals("response.status") && producer.httpStatus() != null
          ? null
          : field + " is not in the ledger";
    }
    String name = field.substring("output.".length());
    for (NamedValue output : producer.outputs()) {
      if (output.name().equals(name)) {
        boolean redacted = output.value().toString().contains("[redacted:");
        return redacted ? "its output " + name + " is redacted in the ledger" : null;
      }
    }
    return "its output " + name + " is not in the ledger";
  }

  private List<Step> steps(Set<StagePath> redo, int begin, String asked) {
    List<Step> steps = new ArrayList<>();
    Action again = blocked.isEmpty() ? Action.REDO : Action.BLOCKED;
    for (int at = 0; at < stages.size(); at++) {
      StageView stage = stages.get(at);
      if (redo.contains(stage.path())) {
        String pulled = pulledIn.get(stage.path());
        String follows = at == begin ? why(stage, asked) : "it follows";
        steps.add(new Step(stage.path(), again, pulled == null ? follows : pulled));
      } else {
        steps.add(new Step(stage.path(), Action.KEEP, kept(stage)));
      }
    }
    return steps;
  }

  private static String why(StageView stage, String asked) {
    if (stage.path().toString().equals(asked) && stage.status() == StageStatus.SUCCEEDED) {
      return "it was asked for";
    }
    return stage.status() == StageStatus.SUCCEEDED
        ? "something that it made is needed and not there, or it was asked for"
        : "it is " + (stage.status() == null ? "planned" : stage.status().wire().replace('_', ' '));
  }

  private static String kept(StageView stage) {
    StageStatus status = stage.status();
    return status == null ? "planned" : status.wire().replace('_', ' ');
  }

  /// Of the stages that are done again; and those of no stage that came after the start.
  private List<EffectView> effects(Set<StagePath> redo, int begin) {
    Long first = begin < stages.size() ? startRow(stages.get(begin)) : null;
    List<EffectView> effects = new ArrayList<>();
    for (EffectView effect : attempt.effects()) {
      StagePath stage = effect.stage();
      boolean again =
          stage == null
              ? begin == 0 || first == null || effect.row() >= first
              : redo.contains(stage);
      if (!again) {
        continue;
      }
      effects.add(effect);
      if (effect.state() == EffectView.State.UNKNOWN && !accepted.contains(effect.effectId())) {
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

  private List<Reuse> reuse(Set<StagePath> redo, int begin) {
    List<Reuse> reuse = new ArrayList<>();
    for (ArtifactView artifact : needed(begin)) {
      OnDisk.State state = disk.artifact(artifact.artifactId(), artifact.checksum());
      reuse.add(new Reuse(artifact.shown(), artifact.checksum(), state));
      if (state == OnDisk.State.CHANGED && artifact.isGiven()) {
        blocked.add(
            new Block(
                "input_changed",
                artifact.artifactId(),
                artifact.shown()
                    + " is not what the run was given; bring it back, or make it a run of its own"
                    + " with --new-run"));
      } else if (state == OnDisk.State.MISSING && artifact.isGiven()) {
        blocked.add(
            new Block("input_missing", artifact.artifactId(), artifact.shown() + " is not there"));
      }
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
    seen.forEach(value -> reuse.add(new Reuse(value, null, OnDisk.State.NOT_CHECKED)));
  }

  private List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (!event.is(Kind.CONFIG_CAPTURED)) {
        continue;
      }
      Json.Obj about = event.attributes();
      String name = about.text("role", "") + "/" + about.text("name", "");
      switch (disk.definition(name, about.text("sha256"))) {
        case CHANGED -> changed.add(name + " has changed since");
        case MISSING -> changed.add(name + " is not there any more");
        case NOT_CHECKED, VERIFIED -> {}
      }
    }
    return changed;
  }
}
