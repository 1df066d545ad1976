package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of an event, for every kind of ledger: limits, duplicates, conflicts,
/// fences, and the chain. Two steps, so that a row counts only when its bytes are written:
/// [#admit], then [#commit]. Not thread-safe.
public final class Intake {
  /// The largest event without its payload, as canonical JSON.
  public static final long EVENT_LIMIT_BYTES = 1L << 20;

  /// The largest payload: the largest response that the engine takes.
  public static final long PAYLOAD_LIMIT_BYTES = 32L << 20;

  /// How deep the JSON of an event may nest, itself counted: a reader takes 100, and a row and a
  /// batch go around it.
  public static final int EVENT_DEPTH_LIMIT = 96;

  private record Life(String attemptId, String producer) {}

  /// @param before what else came with the same id; null when nothing did, which is the rule
  private record Seen(Digest digest, long offset, @Nullable Seen before) {}

  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<Life, Long> epochs = new HashMap<>();
  private Digest head;
  private long next;

  public Intake(LedgerId id) {
    this.head = id.genesis();
  }

  /// The hash of the newest row; before the first, the hash that it will be chained to.
  public Digest head() {
    return head;
  }

  /// The offset of the next row, which is the number of rows so far.
  public long next() {
    return next;
  }

  /// Where the first event with that id stands; null when there is none.
  public @Nullable Long offsetOf(String eventId) {
    Seen first = seen.get(eventId);
    while (first != null && first.before() != null) {
      first = first.before();
    }
    return first == null ? null : first.offset();
  }

  /// What would become of the event. Changes nothing until [#commit].
  public Appended admit(RedactedEvent redacted, Timestamp receivedAt) {
    return admit(Measured.of(redacted), receivedAt);
  }

  /// The same of one that was measured elsewhere.
  public Appended admit(Measured measured, Timestamp receivedAt) {
    return switch (measured) {
      case Measured.Over(Appended.OverLimit limit) -> limit;
      case Measured.Fits fits -> admit(fits, receivedAt);
    };
  }

  private Appended admit(Measured.Fits fits, Timestamp receivedAt) {
    Event event = fits.redacted().event();
    Digest digest = fits.digest();
    Long duplicateOf = duplicateOf(event, digest);
    if (duplicateOf != null) {
      return new Appended.Duplicate(duplicateOf);
    }
    Row.Verdict verdict = verdict(event);
    Digest chain = Row.link(head, next, receivedAt, digest, verdict);
    Row row = new Row(next, receivedAt, verdict, event, digest, chain, fits.redacted().payload());
    return new Appended.Stored(row, fits.text());
  }

  private @Nullable Long duplicateOf(Event event, Digest digest) {
    for (Seen one = seen.get(event.eventId()); one != null; one = one.before()) {
      if (one.digest().equals(digest)) {
        return one.offset();
      }
    }
    return null;
  }

  private Row.Verdict verdict(Event event) {
    if (seen.containsKey(event.eventId())) {
      return Row.Verdict.CONFLICT;
    }
    return isFenced(event) ? Row.Verdict.FENCED : Row.Verdict.ACCEPTED;
  }

  private boolean isFenced(Event event) {
    Long newest = epochs.get(life(event));
    return newest != null && event.epoch() < newest;
  }

  private static Life life(Event event) {
    return new Life(event.attemptId(), event.producer());
  }

  /// Takes note of a row that has been written.
  public void commit(Row row) {
    if (row.offset() != next) {
      throw new IllegalArgumentException("row " + row.offset() + " where " + next + " is due");
    }
    String id = row.event().eventId();
    seen.put(id, new Seen(row.eventDigest(), row.offset(), seen.get(id)));
    if (row.verdict() == Row.Verdict.ACCEPTED) {
      epochs.merge(life(row.event()), row.event().epoch(), Math::max);
    }
    head = row.chain();
    next++;
  }

  /// Takes note of a row that was read back, if it is what this ledger would have written at this
  /// place.
  ///
  /// @return what is wrong with it; null when nothing is
  public @Nullable String restore(Row row) {
    return restore(row, true);
  }

  /// The same for a row of a report from which a secret was taken out late ([LateRedaction]): what
  /// is left of its event and payload has other digests than what is stored.
  ///
  /// @return what is wrong with it; null when nothing is
  public @Nullable String restoreRedacted(Row row) {
    return restore(row, false);
  }

  private @Nullable String restore(Row row, boolean isWhole) {
    if (row.offset() != next) {
      return "row " + row.offset() + " stands where row " + next + " is due";
    }
    if (isWhole && !Row.digestOf(row.event()).equals(row.eventDigest())) {
      return "event of row " + row.offset() + " does not have the digest that the row says";
    }
    Payload payload = row.payload();
    if (isWhole && payload != null && !payload.ref().equals(row.event().rawRef())) {
      return "payload of row " + row.offset() + " does not have the digest that the event says";
    }
    Long duplicateOf = duplicateOf(row.event(), row.eventDigest());
    if (duplicateOf != null) {
      return "row " + row.offset() + " is the event of row " + duplicateOf + " again";
    }
    Row.Verdict due = verdict(row.event());
    if (row.verdict() != due) {
      return "row "
          + row.offset()
          + " is "
          + row.verdict().wire()
          + " where "
          + due.wire()
          + " is due";
    }
    Digest chain = Row.link(head, row.offset(), row.receivedAt(), row.eventDigest(), row.verdict());
    if (!chain.equals(row.chain())) {
      return "row " + row.offset() + " is not chained to the row before it";
    }
    commit(row);
    return null;
  }
}
