package dev.clew.document;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The stage that keeps the run from being a success.
final class BlockerPart {
  private BlockerPart() {}

  static Json write(Blocker blocker) {
    List<Json> evidence = new ArrayList<>();
    for (Blocker.Claim claim : blocker.evidence()) {
      evidence.add(Json.object().put("claim", claim.claim()).put("row", claim.row()).build());
    }
    List<Json> consequences = new ArrayList<>();
    for (Blocker.Consequence consequence : blocker.consequences()) {
      consequences.add(
          Json.object()
              .put("stage", consequence.stage().toString())
              .put("status", consequence.status().wire())
              .put("text", consequence.text())
              .build());
    }
    Json.Builder more = Json.object();
    new TreeMap<>(blocker.more()).forEach((status, count) -> more.put(status.wire(), count));
    Json.Builder counts = Json.object();
    blocker.counts().forEach(counts::put);
    return Json.object()
        .put("stage", blocker.stage().toString())
        .put("severity", blocker.severity().wire())
        .put("code", blocker.code())
        .put("headline", blocker.headline())
        .put("quote", ReportDocument.attributes(blocker.quote()))
        .put("evidence", evidence)
        .put("consequences", consequences)
        .put("consequences_more", blocker.more().isEmpty() ? null : more.build())
        .put("counts", counts.build())
        .build();
  }
}
