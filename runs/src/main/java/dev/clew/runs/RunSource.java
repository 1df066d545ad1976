package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that can be read, wherever it is kept.
public interface RunSource {

  /// How a user would name it: a path.
  String location();

  /// @throws Refusal when it cannot be read
  Contents read();

  /// What a source holds, without the secrets that were found late.
  ///
  /// @param rows in the order of their offsets
  record Contents(List<Row> rows, LedgerFacts ledger, RunView.Writer writer) {
    public Contents {
      rows = LateRedaction.applied(rows);
    }

    /// Where the ledger cannot be read on, for `--json`; null when all of it could.
    public Json.@Nullable Obj damage() {
      LedgerFacts.Damage damage = ledger.damage();
      return damage == null ? null : damage.toJson();
    }

    public RunView view() {
      return RunView.of(rows, writer);
    }
  }
}
