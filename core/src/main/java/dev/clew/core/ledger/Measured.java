package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import java.nio.charset.StandardCharsets;

/// An event before [Intake#admit(Measured, dev.clew.core.event.Timestamp)], with all done that
/// takes time and needs no ledger: a store does that on many threads before one of them writes.
public sealed interface Measured {
  /// The name of the limit.
  String EVENT_DEPTH = "event.depth";

  /// It is within the limits.
  ///
  /// @param text the canonical text of the event
  record Fits(RedactedEvent redacted, String text, Digest digest) implements Measured {}

  /// It is over one.
  record Over(Appended.OverLimit limit) implements Measured {}

  static Measured of(RedactedEvent redacted) {
    Event event = redacted.event();
    String where = "event " + event.kind();
    if (event.isDeeperThan(Intake.EVENT_DEPTH_LIMIT - 1)) {
      return over(EVENT_DEPTH, Intake.EVENT_DEPTH_LIMIT, Intake.EVENT_DEPTH_LIMIT + 1, where);
    }
    String text = EventJson.canonical(event);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > Intake.EVENT_LIMIT_BYTES) {
      return over("event.bytes", Intake.EVENT_LIMIT_BYTES, bytes.length, where);
    }
    Payload payload = redacted.payload();
    if (payload != null && payload.sizeBytes() > Intake.PAYLOAD_LIMIT_BYTES) {
      return over("payload.bytes", Intake.PAYLOAD_LIMIT_BYTES, payload.sizeBytes(), where);
    }
    return new Fits(redacted, text, Row.digestOfText(bytes));
  }

  private static Over over(String code, long limit, long actual, String where) {
    return new Over(new Appended.OverLimit(code, limit, actual, where));
  }
}
