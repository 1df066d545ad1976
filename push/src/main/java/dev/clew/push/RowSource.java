package dev.clew.push;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import java.util.List;

/// The rows that are to be sent, in the order of their offsets.
public interface RowSource {
  /// As [Ledger#rows].
  List<Row> rows(long from, int limit);

  /// How many there are by now.
  long size();

  static RowSource of(Ledger ledger) {
    return new RowSource() {
      @Override
      public List<Row> rows(long from, int limit) {
        return ledger.rows(from, limit);
      }

      @Override
      public long size() {
        return ledger.head().size();
      }
    };
  }

  static RowSource of(List<Row> all) {
    return new RowSource() {
      @Override
      public List<Row> rows(long from, int limit) {
        int first = (int) Math.min(from, all.size());
        return all.subList(first, Math.min(all.size(), first + limit));
      }

      @Override
      public long size() {
        return all.size();
      }
    };
  }
}
