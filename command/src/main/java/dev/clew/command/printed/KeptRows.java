package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rows of a ledger as they are written, so that they need not be read back for the reports; of
/// a run with very many, none. Not thread-safe: the ledger tells one row at a time.
public final class KeptRows implements Consumer<Row> {
  private @Nullable List<Row> rows = new ArrayList<>();

  /// @param before what the ledger held when it was opened
  public static KeptRows after(List<Row> before) {
    KeptRows kept = new KeptRows();
    before.forEach(kept);
    return kept;
  }

  @Override
  public void accept(Row row) {
    List<Row> known = rows;
    if (known != null && known.size() == ExecLimits.KEPT_ROWS) {
      rows = null;
    } else if (known != null) {
      known.add(row);
    }
  }

  /// Null when there were too many.
  public @Nullable List<Row> all() {
    return rows == null ? null : List.copyOf(rows);
  }
}
