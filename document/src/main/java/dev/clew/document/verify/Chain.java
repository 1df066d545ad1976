package dev.clew.document.verify;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a report, taken in once more as their ledger took them: offsets, event digests,
/// payload digests, duplicates, verdicts and links, from `h[-1]` on.
///
/// @param head the hash of the last good row
/// @param redactedLate how many rows cannot be compared with their digests, because a secret was
///   taken out of them after they were written
/// @param broken the first row that is not what it says; null when all are
record Chain(Digest head, int redactedLate, @Nullable Broken broken) {

  static Chain of(LedgerId id, List<Row> rows) {
    Set<Long> late = LateRedaction.rows(rows);
    Intake intake = new Intake(id);
    int redacted = 0;
    for (Row row : rows) {
      boolean isLate = late.contains(row.offset());
      String wrong = isLate ? intake.restoreRedacted(row) : intake.restore(row);
      if (wrong != null) {
        return new Chain(intake.head(), redacted, Broken.atRow(intake.next(), wrong));
      }
      redacted += isLate ? 1 : 0;
    }
    return new Chain(intake.head(), redacted, null);
  }

  /// Of a report that does not have all rows: each row for itself, and its link where the row
  /// before it is there too.
  static Chain ofSome(LedgerId id, List<Row> rows) {
    Set<Long> late = LateRedaction.rows(rows);
    Digest previous = id.genesis();
    long due = 0;
    int redacted = 0;
    for (Row row : rows) {
      boolean isLate = late.contains(row.offset());
      String wrong = isLate ? null : wrong(row);
      if (wrong == null && row.offset() < due) {
        wrong = "row " + row.offset() + " stands after row " + (due - 1);
      }
      if (wrong == null && row.offset() == due && !isLinked(row, previous)) {
        wrong = "row " + row.offset() + " is not chained to the row before it";
      }
      if (wrong != null) {
        return new Chain(previous, redacted, Broken.atRow(row.offset(), wrong));
      }
      previous = row.chain();
      due = row.offset() + 1;
      redacted += isLate ? 1 : 0;
    }
    return new Chain(previous, redacted, null);
  }

  private static boolean isLinked(Row row, Digest previous) {
    return Row.link(previous, row.offset(), row.receivedAt(), row.eventDigest(), row.verdict())
        .equals(row.chain());
  }

  private static @Nullable String wrong(Row row) {
    if (!Row.digestOf(row.event()).equals(row.eventDigest())) {
      return "event of row " + row.offset() + " does not have the digest that the row says";
    }
    Payload payload = row.payload();
    return payload != null && !payload.ref().equals(row.event().rawRef())
        ? "payload of row " + row.offset() + " does not have the digest that the event says"
        : null;
  }
}
