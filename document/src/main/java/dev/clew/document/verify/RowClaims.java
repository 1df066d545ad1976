package dev.clew.document.verify;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What rows say about payloads, beside the digest that the chain proves: which have expired, and
/// the SHA-256 of each definition file.
///
/// @param expired payloads that an event refers to and no row has any more
/// @param redactedDefinitions files whose SHA-256 is that of the file as it was, before a secret
///   was taken out of what is stored: it cannot be compared
/// @param broken the first claim that does not hold; null when all do
public record RowClaims(int expired, int redactedDefinitions, @Nullable Broken broken) {

  public static RowClaims of(Collection<Row> rows) {
    int expired = 0;
    int redacted = 0;
    for (Row row : rows) {
      Event event = row.event();
      Payload payload = row.payload();
      if (payload == null) {
        expired += event.rawRef() == null ? 0 : 1;
        continue;
      }
      ConfigCaptured file = ConfigCaptured.from(event);
      String said = event.is(Kind.CONFIG_CAPTURED) ? file.sha256() : null;
      if (said == null || said.equals(payload.digest().hex())) {
        continue;
      }
      if (!isRedacted(event, payload)) {
        return new RowClaims(
            expired,
            redacted,
            Broken.atRow(
                row.offset(),
                "the file " + file.name() + " does not have the sha256 that the event says"));
      }
      redacted++;
    }
    return new RowClaims(expired, redacted, null);
  }

  /// Before it was written, or late: then the payload is not even the one that the event refers to.
  private static boolean isRedacted(Event event, Payload payload) {
    return AnyEvent.from(event).has(AnyEvent.REDACTIONS) || !payload.ref().equals(event.rawRef());
  }
}
