package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;

/// The event by which a ledger says that the payloads of the rows before it are gone. It is no sign
/// of life of its run.
public final class PayloadsExpired {
  public static final String KIND = "payloads_expired";

  private PayloadsExpired() {}

  /// @param newest row of the run
  /// @param policy that it follows, in words
  public static Event event(Row newest, Timestamp at, String policy) {
    Event.Identity run = newest.event().identity();
    // Each has a producer of its own, so that none has a sequence with a gap.
    String producer = "clew-retention-" + newest.offset();
    var identity =
        new Event.Identity(
            Event.idOf(run.namespace(), run.attemptId(), producer, 1, 0),
            run.namespace(),
            run.runId(),
            run.attemptId(),
            producer,
            1,
            0);
    String date = at.toString().substring(0, 10);
    return Event.of(identity, at, KIND)
        .summary("raw payloads expired " + date + " by " + policy)
        .attributes(Json.object().put("policy", policy).build())
        .build();
  }

  public static boolean is(Row row) {
    return row.event().kind().equals(KIND);
  }
}
