package dev.clew.execution.offline;

import dev.clew.core.json.Json;

/// A field that is another than in the recording.
///
/// @param stage empty when it is about the run
/// @param call which call of the stage, from 1; 0 when it is not about a call
/// @param field `method`, `url`, `header Accept`, `body/email`, or what the row says
public record Drift(String stage, int call, String field, String recorded, String now) {
  Json.Obj toJson() {
    return Json.object()
        .put("stage", stage.isEmpty() ? null : stage)
        .put("call", call == 0 ? null : Integer.valueOf(call))
        .put("field", field)
        .put("recorded", recorded)
        .put("now", now)
        .build();
  }
}
