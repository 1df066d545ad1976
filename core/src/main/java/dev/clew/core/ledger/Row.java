package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event as the ledger took it.
///
/// @param offset its place in the ledger, from 0: the order of truth
/// @param receivedAt the ledger's reading of its own clock
/// @param eventDigest `SHA-256("clew.event.v1\0" ‖ JCS(event))`
/// @param chain `h[offset]`, see [#link]
/// @param payload the bytes of the event's `raw_ref`; null when there are none or they have expired
public record Row(
    long offset,
    Timestamp receivedAt,
    Verdict verdict,
    Event event,
    Digest eventDigest,
    Digest chain,
    @Nullable Payload payload) {

  static final byte[] EVENT_DOMAIN = Digest.domain("clew.event.v1");
  private static final byte[] ROW_DOMAIN = Digest.domain("clew.row.v1");

  /// What the ledger made of the event.
  public enum Verdict {
    ACCEPTED,
    /// The id was already taken by other content. Both are kept.
    CONFLICT,
    /// It came from an older life of its producer than one that has already spoken. Kept; changes
    /// no state.
    FENCED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
      return wire;
    }

    /// @throws IllegalArgumentException when it is none of ours
    public static Verdict parse(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  /// Each row once, in the order of their offsets.
  public static List<Row> inOrder(Collection<Row> rows) {
    long last = -1;
    boolean isInOrder = true;
    for (Row row : rows) {
      isInOrder &= row.offset() > last;
      last = row.offset();
    }
    if (isInOrder) {
      return List.copyOf(rows);
    }
    Map<Long, Row> byOffset = new TreeMap<>();
    for (Row row : rows) {
      byOffset.put(row.offset(), row);
    }
    return List.copyOf(byOffset.values());
  }

  /// The same row with its payload in other hands.
  public Row withPayload(@Nullable Payload other) {
    return new Row(offset, receivedAt, verdict, event, eventDigest, chain, other);
  }

  public static Digest digestOf(Event event) {
    return Digest.ofCanonical(EVENT_DOMAIN, EventJson.canonical(event));
  }

  /// Of an event by its canonical text.
  public static Digest digestOfText(byte[] utf8) {
    return Digest.sha256(EVENT_DOMAIN, utf8);
  }

  /// `h[n] = SHA-256("clew.row.v1\0" ‖ h[n-1] ‖ JCS{offset, received_at, event_digest, verdict})`
  /// (DESIGN §5.13).
  public static Digest link(
      Digest previous, long offset, Timestamp receivedAt, Digest eventDigest, Verdict verdict) {
    String header =
        "{\"event_digest\":\""
            + eventDigest.hex()
            + "\",\"offset\":"
            + offset
            + ",\"received_at\":\""
            + receivedAt
            + "\",\"verdict\":\""
            + verdict.wire()
            + "\"}";
    return Digest.sha256(ROW_DOMAIN, previous.bytes(), header.getBytes(StandardCharsets.US_ASCII));
  }
}
