package dev.clew.document.verify;

import dev.clew.core.digest.Digest;
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
}
