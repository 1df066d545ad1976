package dev.clew.runs.secret;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.log.FoundSecret;
import dev.clew.core.fact.log.SecretFound;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.StoredOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names the rows that hold a value which became a secret only after they were written. Not
/// thread-safe.
public final class LateSecrets {
  private static final int MAX_SEARCHES = 32;

  private final Redactor redactor;
  private final Set<LateRedaction.Finding> findings = new HashSet<>();
  private int known;
  private int searches;

  public LateSecrets(Redactor redactor) {
    this.redactor = redactor;
  }

  /// What is known by now is taken out of every row: there is nothing to look for.
  public void knowsAll() {
    known = redactor.known();
  }

  /// Looks through the rows if a secret was learned since the last time. A run that learns many is
  /// looked through at its end.
  public void record(Recorder recorder, Collection<Row> rows, boolean atEnd) {
    if (redactor.known() == known || (!atEnd && ++searches > MAX_SEARCHES)) {
      return;
    }
    known = redactor.known();
    List<FoundSecret> found = new ArrayList<>();
    for (Row row : List.copyOf(rows)) {
      for (LateRedaction.Finding finding : redactor.late(StoredOutput.decoded(row))) {
        if (findings.add(finding)) {
          found.add(new FoundSecret(finding.toJson()));
        }
      }
    }
    if (!found.isEmpty()) {
      recorder
          .event(
              Kind.REDACTION_LATE,
              found.size()
                  + " places of earlier rows hold a value that turned out to be a secret;"
                  + " reports leave them out, the ledger has them")
          .severity(Severity.WARN)
          .with(SecretFound.FINDINGS, found)
          .append();
      recorder.sync();
    }
  }

  /// What the user should know about the redaction of a run.
  public static List<String> warnings(Redactor redactor, Collection<Row> rows) {
    List<String> warnings = new ArrayList<>(redactor.warnings());
    for (Row row : rows) {
      if (row.event().is(Kind.REDACTION_LATE)) {
        warnings.add(row.event().summary());
      }
    }
    return warnings;
  }
}
