package dev.clew.plan;

import dev.clew.core.json.Json;

/// That a stage, or the end of the workflow, uses something of an earlier stage: an edge of the
/// stage graph.
///
/// @param fromStage the earlier stage's name as it is declared
/// @param what `output.accountId`, `response.status`, `response.headers.Location`,
///   `response.body.id`
/// @param where `endpoint`, `headers.Authorization`, `query.page`, `body`, `runIf`, `message` or
///   `output.jwt`
public record StageEdge(String fromStage, String what, String where) {
  public Json.Obj toJson() {
    return Json.object().put("from_stage", fromStage).put("what", what).put("where", where).build();
  }
}
