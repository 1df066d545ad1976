package dev.clew.storesql;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the rows of a run, sealed ones and hot ones, in one transaction. Payloads stay where they
/// are until somebody asks for them.
public final class RowReader {
  private final Connection connection;
  private final RunRow run;
  private final PayloadReader payloads;

  public RowReader(Connection connection, RunRow run, PayloadReader payloads) {
    this.connection = connection;
    this.run = run;
    this.payloads = payloads;
  }

  /// @throws dev.clew.core.ClewException at the first row that is not what was written
  public List<Row> rows(long from, int limit) throws SQLException {
    long to = from >= run.size() ? from : from + Math.min(limit, run.size() - from);
    List<Row> rows = new ArrayList<>((int) (to - from));
    if (from < to && from < run.sealed()) {
      sealed(from, Math.min(to, run.sealed()), rows);
    }
    if (to > Math.max(from, run.sealed())) {
      hot(Math.max(from, run.sealed()), to, rows);
    }
    return withPayloads(from, to, rows);
  }

  private void sealed(long from, long to, List<Row> into) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT first, count, chain, rows FROM chunk WHERE run = ? AND first < ? AND first >="
                + " coalesce((SELECT max(first) FROM chunk WHERE run = ? AND first <= ?), 0)"
                + " ORDER BY first")) {
      query.setLong(1, run.number());
      query.setLong(2, to);
      query.setLong(3, run.number());
      query.setLong(4, from);
      try (ResultSet found = query.executeQuery()) {
        Digest chain = null;
        long due = -1;
        while (found.next()) {
          long first = found.getLong(1);
          RowText text = new RowText(run.id(), first, chain == null ? chainBefore(first) : chain);
          if (due >= 0 && first != due) {
            throw text.damaged("rows before it are missing");
          }
          for (Row row : Chunk.rows(found.getBytes(4), found.getInt(2), text)) {
            if (row.offset() >= from && row.offset() < to) {
              into.add(row);
            }
          }
          text.requireChain(found.getBytes(3));
          chain = text.chain();
          due = text.next();
        }
        if (due < to) {
          throw new RowText(run.id(), Math.max(due, from), run.chain()).damaged("it is missing");
        }
      }
    }
  }

  private void hot(long from, long to, List<Row> into) throws SQLException {
    RowText text = new RowText(run.id(), from, chainBefore(from));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT \"offset\", received_us, verdict, chain, event FROM event"
                + " WHERE run = ? AND \"offset\" >= ? AND \"offset\" < ? ORDER BY \"offset\"")) {
      query.setLong(1, run.number());
      query.setLong(2, from);
      query.setLong(3, to);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          if (found.getLong(1) != text.next()) {
            throw text.damaged("it is missing");
          }
          into.add(text.row(found.getLong(2), found.getString(3), found.getBytes(5)));
          text.requireChain(found.getBytes(4));
        }
      }
    }
    if (text.next() != to) {
      throw text.damaged("it is missing");
    }
  }

  private Digest chainBefore(long offset) throws SQLException {
    return chainBefore(connection, run, offset);
  }

  /// The hash that the row at this offset is chained to.
  static Digest chainBefore(Connection connection, RunRow run, long offset) throws SQLException {
    if (offset == 0) {
      return run.id().genesis();
    }
    String query =
        offset > run.sealed()
            ? "SELECT chain FROM event WHERE run = ? AND \"offset\" = ?"
            : "SELECT chain FROM chunk WHERE run = ? AND first + count - 1 = ?"
                + " ORDER BY first DESC LIMIT 1";
    try (PreparedStatement before = connection.prepareStatement(query)) {
      before.setLong(1, run.number());
      before.setLong(2, offset - 1);
      try (ResultSet found = before.executeQuery()) {
        if (!found.next()) {
          throw new RowText(run.id(), offset - 1, run.chain()).damaged("it is missing");
        }
        return Digest.of(found.getBytes(1));
      }
    }
  }

  private List<Row> withPayloads(long from, long to, List<Row> rows) throws SQLException {
    Map<Long, Integer> sizes = sizes(from, to);
    if (sizes.isEmpty()) {
      return rows;
    }
    List<Row> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Integer size = sizes.get(row.offset());
      String ref = row.event().rawRef();
      all.add(
          size == null || ref == null
              ? row
              : row.withPayload(
                  Payload.stored(
                      size, Digest.parse(ref), payloads.of(run, row.offset(), Digest.parse(ref)))));
    }
    return all;
  }

  private Map<Long, Integer> sizes(long from, long to) throws SQLException {
    Map<Long, Integer> sizes = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT \"offset\", size FROM payload"
                + " WHERE run = ? AND \"offset\" >= ? AND \"offset\" < ?")) {
      query.setLong(1, run.number());
      query.setLong(2, from);
      query.setLong(3, to);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          sizes.put(found.getLong(1), found.getInt(2));
        }
      }
    }
    return sizes;
  }
}
