package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;

/// Which ledger: the run that it is about and its own identity. The chain starts from it, so that
/// rows of one ledger cannot pass for those of another.
public record LedgerId(String namespace, String runId, String ledgerId) {

  public Json.Obj toJson() {
    return Json.object()
        .put("namespace", namespace)
        .put("run_id", runId)
        .put("ledger_id", ledgerId)
        .build();
  }

  /// `h[-1]`, the link that the first row is chained to.
  public Digest genesis() {
    return Digest.ofJson("clew.ledger.v1", toJson());
  }
}
