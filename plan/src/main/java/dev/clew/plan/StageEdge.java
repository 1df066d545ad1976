package dev.clew.plan;

import dev.clew.core.json.Json;

/// An edge of the stage graph: a stage uses something of an earlier one.
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
