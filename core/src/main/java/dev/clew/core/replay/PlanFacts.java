package dev.clew.core.replay;

import dev.clew.core.json.Json;
import dev.clew.core.run.EffectView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [ReplayPlan] says, as JSON.
final class PlanFacts {
  /// Files of the workspace that are named; all are counted.
  private static final int NAMED_FILES = 50;

  private PlanFacts() {}

  static Json.Obj of(ReplayPlan plan) {
    return Json.object()
        .put("run_id", plan.runId())
        .put("attempt_id", plan.attemptId())
        .put("from", plan.from())
        .put("asked", plan.asked())
        .put("why", plan.why())
        .put("steps", steps(plan))
        .put("owed", owed(plan))
        .put("reuse", reuse(plan))
        .put("workspace", workspace(plan, false))
        .put("effects", plan.effects().stream().map(EffectView::toJson).toList())
        .put("accepted", Json.strings(plan.accepted()))
        .put("changed", changed(plan))
        .put("blocked", blocked(plan))
        .build();
  }

  private static List<Json> steps(ReplayPlan plan) {
    List<Json> out = new ArrayList<>();
    for (ReplayPlan.Step step : plan.steps()) {
      out.add(
          Json.object()
              .put("stage", step.stage().toString())
              .put("action", step.action().wire())
              .put("reason", step.reason())
              .build());
    }
    return out;
  }

  private static List<Json> owed(ReplayPlan plan) {
    List<Json> out = new ArrayList<>();
    for (Owed one : plan.owed()) {
      out.add(
          Json.object()
              .put("code", one.code())
              .put("what", one.what())
              .put("why", one.why())
              .build());
    }
    return out;
  }

  private static List<Json> reuse(ReplayPlan plan) {
    List<Json> out = new ArrayList<>();
    for (Reuse one : plan.reuse()) {
      boolean isFolder = one.kind() == Reuse.Kind.WORKSPACE;
      out.add(
          Json.object()
              .put("kind", one.kind().wire())
              .put("what", one.what().isEmpty() ? null : one.what())
              .put("artifact_id", one.artifactId())
              .put("checksum", one.checksum())
              .put("state", one.state().wire())
              .put("detail", isFolder ? null : one.detail())
              .build());
    }
    return out;
  }

  /// Null when nobody looked.
  ///
  /// @param withAdded whether files are named that the run did not have: another one changes
  ///   nothing of what a replay does, and a plan stands when somebody writes a note beside it
  static Json.@Nullable Obj workspace(ReplayPlan plan, boolean withAdded) {
    FolderLook look = plan.workspace();
    if (look.state() != FolderLook.State.LOOKED) {
      return null;
    }
    List<Json> files = new ArrayList<>();
    for (FolderLook.Change change : look.changes()) {
      boolean isAdded = change.how() == FolderLook.How.ADDED;
      if (files.size() < NAMED_FILES && (withAdded || !isAdded)) {
        files.add(Json.object().put("path", change.path()).put("how", change.how().wire()).build());
      }
    }
    Json.Builder out = Json.object().put("whole", Json.of(look.isWhole()));
    for (FolderLook.How how : FolderLook.How.values()) {
      if (withAdded || how != FolderLook.How.ADDED) {
        out.put(how.wire(), look.count(how));
      }
    }
    return out.put("files", files).build();
  }

  private static List<Json> changed(ReplayPlan plan) {
    List<Json> out = new ArrayList<>();
    for (ReplayPlan.Change change : plan.changed()) {
      out.add(
          Json.object()
              .put("what", change.what())
              .put("state", change.state().wire())
              .put("found", change.found())
              .build());
    }
    return out;
  }

  private static List<Json> blocked(ReplayPlan plan) {
    List<Json> out = new ArrayList<>();
    for (ReplayPlan.Block block : plan.blocked()) {
      out.add(
          Json.object()
              .put("code", block.code())
              .put("subject", block.subject())
              .put("why", block.why())
              .build());
    }
    return out;
  }
}
