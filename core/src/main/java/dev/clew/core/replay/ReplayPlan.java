package dev.clew.core.replay;

import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.run.EffectView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What running a part of an attempt again would do: what it uses as it is, what it does again,
/// what it leaves alone, and what forbids it. A replay that finds anything else than its plan says
/// does not begin.
///
/// @param from where it begins: a stage, or a window (`boot`, `save`); `boot` is the whole
/// @param asked where it was asked to begin; other than `from` when something that it needs is not
///   there
/// @param why why it begins there, in one sentence
/// @param steps every stage of the attempt, in order
/// @param owed what it has to do after those stages
/// @param reuse what it takes as it is: the inputs, the workspace, artifacts and values
/// @param workspace what is other in the folder of the run; [FolderLook#NOT_LOOKED] when nobody
///   looked
/// @param effects the effects of the stages that it does again
/// @param accepted the effects that may be repeated although their state is unknown
/// @param changed configuration that is not what it was; it is said, and forbids nothing
/// @param blocked why it must not begin; empty when it may
/// @param conditions the seven of a run that can be replayed, in their order
public record ReplayPlan(
    String runId,
    String attemptId,
    String from,
    String asked,
    String why,
    List<Step> steps,
    List<Owed> owed,
    List<Reuse> reuse,
    FolderLook workspace,
    List<EffectView> effects,
    List<String> accepted,
    List<Change> changed,
    List<Block> blocked,
    List<ReplayCondition> conditions) {
  /// Why a plan is blocked that somebody has to accept an effect for.
  public static final String EFFECT_UNKNOWN = "effect_unknown";

  /// Why a plan is blocked that was asked to begin where nothing does.
  static final String UNKNOWN_START = "unknown_start";

  /// Why a plan is blocked that a run of its own would not be.
  static final String INPUT_CHANGED = "input_changed";

  public ReplayPlan {
    steps = List.copyOf(steps);
    owed = List.copyOf(owed);
    reuse = List.copyOf(reuse);
    effects = List.copyOf(effects);
    accepted = accepted.stream().sorted().toList();
    changed = List.copyOf(changed);
    blocked = List.copyOf(blocked);
    conditions = List.copyOf(conditions);
  }

  public enum Action {
    /// It is done again.
    REDO,
    /// It is done and stays as it is.
    KEEP,
    /// It cannot be done again.
    BLOCKED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public record Step(StagePath stage, Action action, String reason) {}

  /// @param what role and name, `workflow/onboarding.workflow`
  /// @param found its digest now; null when it is not there
  public record Change(String what, OnDisk.State state, @Nullable String found) {
    /// `workflow/onboarding.workflow has changed since`
    public String text() {
      return state == OnDisk.State.MISSING
          ? what + " is not there any more"
          : what + " has changed since";
    }
  }

  /// @param code `no_replay_boundary`, `input_changed`, `effect_unknown` …
  /// @param subject the stage, artifact or effect
  public record Block(String code, String subject, String why) {
    /// Null when nothing is to be said to clew, but something is to be done.
    public @Nullable Remedy remedy() {
      return switch (code) {
        case INPUT_CHANGED -> new Remedy.Give(Setting.NEW_RUN);
        case EFFECT_UNKNOWN -> new Remedy.AcceptEffect(subject);
        default -> null;
      };
    }
  }

  /// The blocks that somebody has to accept an effect for.
  public List<Block> unknownEffects() {
    return blocked.stream().filter(block -> block.code().equals(EFFECT_UNKNOWN)).toList();
  }

  /// Why what was asked for is no start; null when it is one.
  public @Nullable Block unknownStart() {
    return blocked.stream()
        .filter(block -> block.code().equals(UNKNOWN_START))
        .findFirst()
        .orElse(null);
  }

  public boolean isBlocked() {
    return !blocked.isEmpty();
  }

  public List<StagePath> redo() {
    return steps.stream().filter(step -> step.action() != Action.KEEP).map(Step::stage).toList();
  }

  public List<StagePath> kept() {
    return steps.stream().filter(step -> step.action() == Action.KEEP).map(Step::stage).toList();
  }

  /// The conditions that do not hold.
  public List<ReplayCondition> lacking() {
    return conditions.stream().filter(condition -> !condition.holds()).toList();
  }

  /// `sha256:…` over everything that the plan says: two plans with one digest do the same to the
  /// same things.
  public String digest() {
    return "sha256:" + Digest.ofJson("clew.replay_plan.v1", facts()).hex();
  }

  /// Everything that the digest is over.
  public Json.Obj facts() {
    return PlanFacts.of(this);
  }

  /// The document's member `replay`.
  ///
  /// @param command how to go on, to be pasted into a shell; null when nothing can be done here
  public Json.Obj toJson(@Nullable String command) {
    return Json.object()
        .putAll(facts())
        .put("workspace", PlanFacts.workspace(this, true))
        .put("conditions", conditions.stream().map(ReplayCondition::toJson).toList())
        .put("digest", digest())
        .put("command", command)
        .build();
  }
}
