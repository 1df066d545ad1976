package dev.clew.redaction;

import dev.clew.core.json.Json;
import dev.clew.redaction.text.Rule;

/// One redaction, as an event records it.
///
/// @param where a JSON pointer into the event as it is stored, or below `/raw` into its payload
record Finding(String where, String name, Rule rule, int length) {
  Json.Obj json() {
    return Json.object()
        .put("where", where)
        .put("name", name)
        .put("rule", rule.wire())
        .put("len", length)
        .build();
  }
}
