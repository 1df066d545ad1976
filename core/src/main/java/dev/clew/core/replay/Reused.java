package dev.clew.core.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a replay takes as it is, each with its state: what the run was given, the folder that it
/// works in, and what its stages made.
final class Reused {
  private final RunView run;
  private final AttemptView attempt;
  private final OnDisk disk;
  private final AttemptStages stages;
  private final RunArtifacts artifacts;

  Reused(
      RunView run, AttemptView attempt, OnDisk disk, AttemptStages stages, RunArtifacts artifacts) {
    this.run = run;
    this.attempt = attempt;
    this.disk = disk;
    this.stages = stages;
    this.artifacts = artifacts;
  }

  /// @param needed the artifacts that the stages read which are done again
  List<Reuse> of(List<ArtifactView> needed, Set<StagePath> redo) {
    List<Reuse> reuse = new ArrayList<>();
    Reuse bundle = bundleReuse();
    if (bundle != null) {
      reuse.add(bundle);
    }
    Reuse workspace = workspace();
    if (workspace != null) {
      reuse.add(workspace);
    }
    for (ArtifactView artifact : needed) {
      reuse.add(
          new Reuse(
              kind(artifact),
              artifact.shown(),
              artifact.artifactId(),
              artifact.checksum(),
              disk.artifact(artifact),
              null));
    }
    if (stages.areOfWorkflow()) {
      values(redo, reuse);
    }
    return reuse;
  }

  private Reuse.Kind kind(ArtifactView artifact) {
    if (artifacts.isGiven(artifact)) {
      return Reuse.Kind.INPUT;
    }
    return artifact.isFinal() ? Reuse.Kind.FINAL_ARTIFACT : Reuse.Kind.ARTIFACT;
  }

  private void values(Set<StagePath> redo, List<Reuse> reuse) {
    Set<String> seen = new LinkedHashSet<>();
    for (StagePath path : redo) {
      StageView stage = attempt.stage(path);
      for (StageReference reference :
          stage == null ? List.<StageReference>of() : stage.plan().references()) {
        StageView producer = stages.named(reference.stage());
        if (producer != null && !redo.contains(producer.path())) {
          seen.add(producer.path() + "." + reference.field());
        }
      }
    }
    for (String value : seen) {
      reuse.add(new Reuse(Reuse.Kind.VALUE, value, null, null, OnDisk.State.NOT_CHECKED, null));
    }
  }

  /// All that the run was given.
  ///
  /// @param count of its files and values
  record Bundle(String name, int count) {}

  /// Null when nobody says that it was given anything.
  @Nullable Bundle bundle() {
    String name = bundleName();
    int count = artifacts.inputs().size() + run.inputs().size();
    if (name == null && count == 0) {
      return null;
    }
    return new Bundle(name == null ? shownInputs(count) : name, count);
  }

  private String shownInputs(int count) {
    if (count > 1) {
      return counted(count, "input");
    }
    List<ArtifactView> files = artifacts.inputs();
    return files.isEmpty() ? run.inputs().getFirst().name() : files.getFirst().shown();
  }

  private @Nullable Reuse bundleReuse() {
    Bundle bundle = bundle();
    if (bundle == null) {
      return stages.areOfWorkflow()
          ? null
          : reuse(Reuse.Kind.INPUT_BUNDLE, "", OnDisk.State.NOT_RECORDED, null);
    }
    return reuse(Reuse.Kind.INPUT_BUNDLE, bundle.name(), bundleState(), bundleDetail());
  }

  private OnDisk.State bundleState() {
    List<ArtifactView> files = artifacts.inputs();
    boolean isGone = !files.isEmpty();
    boolean isOther = !disk.otherInputs().isEmpty();
    boolean isUnchecked = !disk.looked() || (files.isEmpty() && run.inputs().isEmpty());
    for (ArtifactView file : files) {
      OnDisk.State state = disk.artifact(file);
      isGone &= state == OnDisk.State.MISSING;
      isOther |= state.isOther();
      isUnchecked |= state == OnDisk.State.NOT_CHECKED;
    }
    for (NamedValue input : run.inputs()) {
      isUnchecked |= LedgerValues.isRedacted(input.value());
    }
    if (isGone && disk.otherInputs().isEmpty()) {
      return OnDisk.State.MISSING;
    }
    return isOther
        ? OnDisk.State.CHANGED
        : isUnchecked ? OnDisk.State.NOT_CHECKED : OnDisk.State.VERIFIED;
  }

  /// How much of it is other than it was; null when nothing is.
  private @Nullable String bundleDetail() {
    int changed = 0;
    int gone = 0;
    for (ArtifactView file : artifacts.inputs()) {
      OnDisk.State state = disk.artifact(file);
      changed += state == OnDisk.State.CHANGED ? 1 : 0;
      gone += state == OnDisk.State.MISSING ? 1 : 0;
    }
    List<String> parts = new ArrayList<>();
    if (changed > 0) {
      parts.add(counted(changed, "file"));
    }
    if (!disk.otherInputs().isEmpty()) {
      parts.add(counted(disk.otherInputs().size(), "value"));
    }
    if (gone > 0) {
      parts.add(counted(gone, "file") + " gone");
    }
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private @Nullable String bundleName() {
    for (Row row : attempt.rows()) {
      String bundle = RunCreated.from(row.event()).bundle();
      if (bundle != null && isStart(row.event())) {
        return bundle;
      }
    }
    return run.created().bundle();
  }

  private static boolean isStart(Event event) {
    return event.is(Kind.RUN_CREATED) || event.is(Kind.RUN_QUEUED) || event.is(Kind.RUN_STARTED);
  }

  /// Null for a workflow that works in no folder.
  private @Nullable Reuse workspace() {
    String name = workspaceName();
    StartList list = StartList.of(run, attempt);
    if (name == null && list == null && stages.areOfWorkflow()) {
      return null;
    }
    String shown = name == null ? "" : name;
    FolderLook look = disk.workspace();
    if (look.state() == FolderLook.State.GONE) {
      return reuse(Reuse.Kind.WORKSPACE, shown, OnDisk.State.MISSING, null);
    }
    if (list == null) {
      return reuse(Reuse.Kind.WORKSPACE, shown, OnDisk.State.NOT_RECORDED, null);
    }
    if (look.state() == FolderLook.State.NOT_LOOKED) {
      return reuse(Reuse.Kind.WORKSPACE, shown, OnDisk.State.NOT_CHECKED, null);
    }
    return reuse(Reuse.Kind.WORKSPACE, shown, folderState(look), folderDetail(look));
  }

  private static OnDisk.State folderState(FolderLook look) {
    if (!look.others().isEmpty()) {
      return OnDisk.State.CHANGED;
    }
    return look.count(FolderLook.How.REWRITTEN) > 0
        ? OnDisk.State.NOT_CHECKED
        : OnDisk.State.VERIFIED;
  }

  /// `2 files, 1 gone`
  private static @Nullable String folderDetail(FolderLook look) {
    List<String> parts = new ArrayList<>();
    part(look.count(FolderLook.How.CHANGED), "", parts);
    part(look.count(FolderLook.How.GONE), " gone", parts);
    part(look.count(FolderLook.How.REWRITTEN), " perhaps", parts);
    part(look.count(FolderLook.How.ADDED), " new", parts);
    if (!look.isWhole()) {
      parts.add("not all was looked at");
    }
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private static void part(long count, String what, List<String> parts) {
    if (count > 0) {
      parts.add((parts.isEmpty() ? counted(count, "file") : count) + what);
    }
  }

  private @Nullable String workspaceName() {
    String path = null;
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.workspaceId() != null) {
        return event.workspaceId();
      }
      if (event.is(Kind.WORKSPACE_READY) && path == null) {
        path = WorkspaceReady.from(event).get(WorkspaceReady.PATH);
      }
    }
    return path;
  }

  private static Reuse reuse(
      Reuse.Kind kind, String what, OnDisk.State state, @Nullable String detail) {
    return new Reuse(kind, what, null, null, state, detail);
  }

  static String counted(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }
}
