package dev.clew.redaction;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.Redacted;
import dev.clew.redaction.text.RedactionReason;

/// One redaction, as an event records it.
///
/// @param where a JSON pointer into the event as it is stored, or below `/raw` into its payload
record Finding(String where, String name, RedactionReason rule, int length) {
  Redacted toRedacted() {
    return new Redacted(
        new Attributes()
            .with(Redacted.WHERE, where)
            .with(Redacted.NAME, name)
            .with(Redacted.RULE, rule.wire())
            .with(Redacted.LEN, length)
            .build());
  }
}
