package dev.clew.core.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ReplayCondition.Code;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of the seven conditions of a run that can be replayed hold for an attempt: what it was
/// given does not change, its configuration and its workspace are recorded, it says what it made,
/// no attempt is left out, its stages have ends, and it says where it can be begun.
final class Conditions {
  /// Things that are named in a reason before the others are only counted.
  private static final int NAMED = 3;

  private final RunView run;
  private final AttemptView attempt;
  private final OnDisk disk;
  private final AttemptStages stages;
  private final RunArtifacts artifacts;

  Conditions(
      RunView run, AttemptView attempt, OnDisk disk, AttemptStages stages, RunArtifacts artifacts) {
    this.run = run;
    this.attempt = attempt;
    this.disk = disk;
    this.stages = stages;
    this.artifacts = artifacts;
  }

  /// All seven, in their order.
  ///
  /// @param start the word for the place where the plan begins; null when it cannot begin there
  List<ReplayCondition> of(Reused.@Nullable Bundle bundle, @Nullable String start) {
    return List.of(
        inputs(bundle),
        configuration(),
        workspace(),
        manifest(),
        history(),
        boundaries(),
        start(start));
  }

  private ReplayCondition inputs(Reused.@Nullable Bundle bundle) {
    if (bundle == null) {
      return stages.areOfWorkflow()
          ? holds(Code.INPUT_BUNDLE, "it takes no inputs")
          : lacks(Code.INPUT_BUNDLE, "no input was named");
    }
    List<String> lost = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (ArtifactView file : artifacts.inputs()) {
      if (disk.artifact(file).isOther()) {
        lost.add(file.shown());
      } else if (file.checksum() == null) {
        open.add(file.shown());
      }
    }
    lost.addAll(disk.otherInputs().stream().sorted().toList());
    for (NamedValue input : run.inputs()) {
      if (LedgerValues.missing(input) != null) {
        open.add(input.name());
      }
    }
    if (!lost.isEmpty()) {
      return lacks(
          Code.INPUT_BUNDLE,
          few(lost) + (lost.size() == 1 ? " is" : " are") + " not what it was given");
    }
    if (!open.isEmpty()) {
      return lacks(
          Code.INPUT_BUNDLE, "the ledger cannot tell whether it is the same: " + few(open));
    }
    return bundle.count() == 0
        ? lacks(Code.INPUT_BUNDLE, "it has a name, and no digest of what is in it")
        : holds(Code.INPUT_BUNDLE, Reused.counted(bundle.count(), "input") + " recorded");
  }

  private ReplayCondition configuration() {
    Map<String, Boolean> captured = new LinkedHashMap<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)) {
        ConfigCaptured one = ConfigCaptured.from(event);
        String name = one.role() + "/" + one.name();
        captured.put(name, one.has(ConfigCaptured.SHA256) || event.rawRef() != null);
      }
    }
    return captured.isEmpty()
        ? lacks(Code.CONFIGURATION, "none was recorded")
        : holds(Code.CONFIGURATION, Reused.counted(captured.size(), "part") + " recorded");
  }

  private ReplayCondition workspace() {
    StartList list = StartList.of(run, attempt);
    if (list == null) {
      return stages.areOfWorkflow()
          ? holds(Code.WORKSPACE, "it is made of definitions and values, which the ledger has")
          : lacks(Code.WORKSPACE, "no list of its files was recorded");
    }
    String ended = list.endedAt();
    return ended == null
        ? holds(Code.WORKSPACE, Reused.counted(list.files(), "file") + " listed at the start")
        : lacks(Code.WORKSPACE, "the list of its files ended at the limit " + ended);
  }

  private ReplayCondition manifest() {
    List<String> without = new ArrayList<>();
    for (ArtifactView artifact : artifacts.all()) {
      if (artifact.manifestRow() == null) {
        without.add(artifact.shown());
      }
    }
    if (!without.isEmpty()) {
      return lacks(Code.ARTIFACT_MANIFEST, "no row says what it is: " + few(without));
    }
    if (!artifacts.all().isEmpty()) {
      return holds(
          Code.ARTIFACT_MANIFEST, Reused.counted(artifacts.all().size(), "artifact") + " recorded");
    }
    return stages.areOfWorkflow()
        ? holds(Code.ARTIFACT_MANIFEST, "its stages hand on values, which the ledger has")
        : lacks(Code.ARTIFACT_MANIFEST, "no artifact was recorded");
  }

  /// An attempt says which it is; those before it should be there too.
  private ReplayCondition history() {
    int position = run.attempts().indexOf(attempt) + 1;
    int missing = attempt.number() - position;
    return missing > 0
        ? lacks(
            Code.ATTEMPT_HISTORY,
            "it is attempt "
                + attempt.number()
                + ", and "
                + (missing == 1 ? "one" : missing)
                + " before it "
                + (missing == 1 ? "is" : "are")
                + " not in the ledger")
        : holds(
            Code.ATTEMPT_HISTORY,
            Reused.counted(run.attempts().size(), "attempt") + " in the ledger");
  }

  private ReplayCondition boundaries() {
    if (stages.all().isEmpty()) {
      return lacks(Code.STAGE_BOUNDARIES, "it names no stage");
    }
    List<String> open = new ArrayList<>();
    for (StageView stage : stages.all()) {
      if (stage.status() == StageStatus.UNCLOSED || stage.status() == StageStatus.RUNNING) {
        open.add(stage.path().toString());
      }
    }
    return open.isEmpty()
        ? holds(Code.STAGE_BOUNDARIES, Reused.counted(stages.all().size(), "stage"))
        : lacks(Code.STAGE_BOUNDARIES, "no end of " + few(open));
  }

  private ReplayCondition start(@Nullable String start) {
    if (start != null) {
      return holds(Code.REPLAY_START, start);
    }
    return lacks(Code.REPLAY_START, "it did not say where it can be begun; only the whole can be");
  }

  private static ReplayCondition holds(Code code, String why) {
    return new ReplayCondition(code, true, why);
  }

  private static ReplayCondition lacks(Code code, String why) {
    return new ReplayCondition(code, false, why);
  }

  private static String few(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
  }
}
