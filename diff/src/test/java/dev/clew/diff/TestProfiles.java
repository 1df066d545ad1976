package dev.clew.diff;

import dev.clew.core.TestLedger;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.WindowSpan;
import java.util.List;

/// Runs as they are compared. Bodies are JSON values; the reader of the tests knows them by their
/// text.
final class TestProfiles {
  private TestProfiles() {}

  static RunProfile of(TestLedger run) {
    return of(run, 0);
  }

  /// @param attempt from 1; 0 for the last
  static RunProfile of(TestLedger run, int attempt) {
    return of(run.rows(), attempt, List.of());
  }

  static RunProfile of(List<Row> rows, int attempt, List<WindowSpan> windows) {
    RunView view = RunView.of(rows, RunView.Writer.ABSENT);
    AttemptView chosen = attempt == 0 ? view.attempt() : view.attempts().get(attempt - 1);
    return RunProfile.of(rows, view, chosen, TinyJson::read, windows);
  }
}
