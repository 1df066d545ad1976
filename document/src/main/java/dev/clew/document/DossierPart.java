package dev.clew.document;

import dev.clew.core.absence.Absence;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Evidence;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.EffectView;
import java.util.ArrayList;
import java.util.List;

/// The dossier, and the absences that it rests on.
public final class DossierPart {
  private DossierPart() {}

  public static List<Json> absences(List<Absence> absences) {
    List<Json> out = new ArrayList<>();
    for (Absence absence : absences) {
      Timestamp due = absence.due();
      out.add(
          Json.object()
              .put("code", absence.code().wire())
              .put("what", absence.what())
              .put("subject", absence.subject())
              .put("due", due == null ? null : due.toString())
              .put("promised_by", absence.promisedBy())
              .put("rule", absence.rule())
              .build());
    }
    return out;
  }

  /// @param words how the surface of the document says what can be done
  public static Json.Obj write(Dossier dossier, List<NextAction> next, ActionWords words) {
    List<Json> ruledOut = new ArrayList<>();
    for (Dossier.RuledOut one : dossier.ruledOut()) {
      ruledOut.add(Json.object().put("rule", one.rule()).put("why", one.why()).build());
    }
    var stage = dossier.stage();
    return Json.object()
        .put("run_id", dossier.runId())
        .put("attempt_id", dossier.attemptId())
        .put("failure", dossier.failure())
        .put("is_a", Json.strings(dossier.isA()))
        .put("phase", dossier.phase().wire())
        .put("cause", dossier.cause().wire())
        .put("rule", dossier.rule())
        .put("blocker", dossier.blocker())
        .put("stage", stage == null ? null : stage.stage().toString())
        .put("evidence", Json.strings(sentences(dossier)))
        .put("claims", claims(dossier.evidence()))
        .put("ruled_out", ruledOut)
        .put("cause_chain", Json.strings(dossier.causeChain()))
        .put("left_behind", leftBehind(dossier.leftBehind()))
        .put("replay_start", dossier.replayStart())
        .put("next_actions", Json.strings(next.stream().map(NextAction::text).toList()))
        .put("actions", actions(next, words))
        .build();
  }

  /// What speaks for the failure, in words.
  private static List<String> sentences(Dossier dossier) {
    List<String> sentences = new ArrayList<>();
    for (Evidence one : dossier.evidence()) {
      if (one.side() != Evidence.Side.AGAINST) {
        sentences.add(one.claim());
      }
    }
    return sentences;
  }

  static List<Json> claims(List<Evidence> evidence) {
    List<Json> claims = new ArrayList<>();
    for (Evidence one : evidence) {
      List<Json> refs = new ArrayList<>();
      for (Evidence.Ref ref : one.refs()) {
        refs.add(ref(ref));
      }
      claims.add(
          Json.object()
              .put("side", one.side().wire())
              .put("claim", one.claim())
              .put("refs", refs)
              .build());
    }
    return claims;
  }

  private static Json ref(Evidence.Ref ref) {
    return switch (ref) {
      case Evidence.Ref.Row row -> Json.object().put("row", row.offset()).build();
      case Evidence.Ref.Artifact artifact ->
          Json.object().put("artifact_id", artifact.artifactId()).build();
      case Evidence.Ref.Missing missing ->
          Json.object().put("absence", missing.code().wire()).build();
      case Evidence.Ref.Bytes bytes ->
          Json.object()
              .put("chunk", bytes.chunk())
              .put("stream", bytes.stream())
              .put("offset", bytes.offset())
              .put("length", bytes.length())
              .build();
    };
  }

  private static Json leftBehind(Dossier.LeftBehind left) {
    List<String> outputs = left.outputs().stream().map(NamedValue::name).toList();
    List<String> artifacts = left.artifacts().stream().map(ArtifactView::artifactId).toList();
    return Json.object()
        .put("outputs", Json.strings(outputs))
        .put("artifacts", Json.strings(artifacts))
        .put("effects", Json.strings(left.effects().stream().map(EffectView::effectId).toList()))
        .build();
  }

  private static List<Json> actions(List<NextAction> actions, ActionWords words) {
    List<Json> out = new ArrayList<>();
    for (NextAction action : actions) {
      out.add(
          Json.object().put("text", action.text()).put("command", words.action(action)).build());
    }
    return out;
  }
}
