package dev.clew.diff;

import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which earlier difference another one follows from, as far as the ledger supports it: it carries
/// a value that changed there, it comes after it in the same stage, its stage stands on that stage,
/// the files that define it changed. Coming later alone is no cause.
final class Causes {
  private final List<Judgement.Draft> drafts;
  private final Map<String, List<Judgement.Draft>> byStage = new HashMap<>();
  private final Map<String, SnapshotPart> stages = new HashMap<>();
  private Judgement.@Nullable Draft definition;
  private Judgement.@Nullable Draft settings;
  private Judgement.@Nullable Draft failure;

  Causes(List<Judgement.Draft> drafts) {
    this.drafts = drafts;
    for (Judgement.Draft draft : drafts) {
      SnapshotPart part = draft.first.part();
      if (part.topic() == Topic.STAGES) {
        stages.put(part.name(), part);
      }
      String stage = part.stage();
      if (stage != null) {
        byStage.computeIfAbsent(stage, unseen -> new ArrayList<>()).add(draft);
      }
      switch (draft.kind) {
        case DEFINITION_CHANGED -> definition = definition == null ? draft : definition;
        case CONFIGURATION_CHANGED, ENVIRONMENT_CHANGED, SECRET_CHANGED ->
            settings = settings == null ? draft : settings;
        case OUTCOME_CHANGED -> failure = failure == null ? draft : failure;
        case DifferenceKind other -> {}
      }
    }
  }

  @Nullable Integer of(Judgement.Draft draft) {
    if (draft.carries != null) {
      return draft.carries;
    }
    Judgement.Draft cause = cause(draft);
    return cause == null || cause.number >= draft.number ? null : Integer.valueOf(cause.number);
  }

  private Judgement.@Nullable Draft cause(Judgement.Draft draft) {
    return switch (draft.kind) {
      case INPUTS_CHANGED,
          DEFINITION_CHANGED,
          CONFIGURATION_CHANGED,
          ENVIRONMENT_CHANGED,
          SECRET_CHANGED,
          WINDOW_CHANGED ->
          draft.first.part().topic() == Topic.STAGES ? definition : null;
      case STAGE_ADDED, STAGE_REMOVED -> first(definition, upstream(draft), failure);
      case STAGES_REORDERED -> definition;
      case DECISION_CHANGED, ENDPOINT_CHANGED, REQUEST_CHANGED ->
          first(inStage(draft), upstream(draft), definition);
      case CALL_REMOVED, CALL_ADDED, TRIES_CHANGED ->
          first(inStage(draft), upstream(draft), definition);
      case RESPONSE_STATUS_CHANGED,
          RESPONSE_STRUCTURE_CHANGED,
          RESPONSE_VALUE_CHANGED,
          RESPONSE_HEADER_CHANGED ->
          first(inStage(draft), settingsOf(draft));
      case STAGE_SKIPPED, OUTCOME_CHANGED, OUTPUTS_CHANGED ->
          first(inStage(draft), upstream(draft), definition);
      case ARTIFACT_CHANGED, ARTIFACT_REMOVED, ARTIFACT_ADDED, LOG_REMOVED, LOG_ADDED ->
          inStage(draft);
      case RUN_STATUS_CHANGED, RUN_OUTPUT_CHANGED -> first(upstream(draft), lastOutcome(draft));
    };
  }

  private static Judgement.@Nullable Draft first(Judgement.@Nullable Draft... candidates) {
    for (Judgement.Draft candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  /// A secret or a base URL that changed is sent with the request and is not seen in it.
  private Judgement.@Nullable Draft settingsOf(Judgement.Draft draft) {
    Judgement.Draft cause = settings;
    return cause != null && cause.kind != DifferenceKind.CONFIGURATION_CHANGED
        ? cause
        : draft.first.part().topic() == Topic.STAGES ? null : cause;
  }

  /// The nearest one before it in its stage.
  private Judgement.@Nullable Draft inStage(Judgement.Draft draft) {
    String stage = draft.first.part().stage();
    Judgement.Draft nearest = null;
    for (Judgement.Draft other : byStage.getOrDefault(stage == null ? "" : stage, List.of())) {
      if (other.number < draft.number && leadsTo(other.kind, draft.kind)) {
        nearest = other;
      }
    }
    return nearest;
  }

  private static boolean leadsTo(DifferenceKind cause, DifferenceKind effect) {
    return switch (cause) {
      case LOG_ADDED, LOG_REMOVED, RESPONSE_HEADER_CHANGED -> false;
      // What a service answers does not follow from what the answer before it looked like.
      case ARTIFACT_CHANGED, ARTIFACT_ADDED, ARTIFACT_REMOVED ->
          effect != DifferenceKind.RESPONSE_STATUS_CHANGED;
      case DifferenceKind other -> true;
    };
  }

  /// The last difference of a stage that this one stands on.
  private Judgement.@Nullable Draft upstream(Judgement.Draft draft) {
    Judgement.Draft nearest = null;
    for (String used : usesOf(draft)) {
      for (Judgement.Draft other : byStage.getOrDefault(used, List.of())) {
        if (other.number < draft.number
            && other.first.part().topic() == Topic.STAGES
            && (nearest == null || other.number > nearest.number)) {
          nearest = other;
        }
      }
    }
    return nearest;
  }

  private static List<String> usesOf(Judgement.Draft draft) {
    List<String> uses = new ArrayList<>();
    SnapshotPart before = draft.first.before();
    SnapshotPart after = draft.first.after();
    if (after != null) {
      uses.addAll(after.uses());
    }
    if (before != null) {
      uses.addAll(before.uses());
    }
    return uses;
  }

  /// How a run ends follows from how its stages ended.
  private Judgement.@Nullable Draft lastOutcome(Judgement.Draft draft) {
    Judgement.Draft last = null;
    for (Judgement.Draft other : drafts) {
      boolean outcome =
          other.kind == DifferenceKind.OUTCOME_CHANGED
              || other.kind == DifferenceKind.STAGE_ADDED
              || other.kind == DifferenceKind.STAGE_REMOVED
              || (draft.kind == DifferenceKind.RUN_OUTPUT_CHANGED
                  && other.kind == DifferenceKind.OUTPUTS_CHANGED);
      if (outcome && other.number < draft.number && last == null) {
        last = other;
      }
    }
    return last;
  }
}
