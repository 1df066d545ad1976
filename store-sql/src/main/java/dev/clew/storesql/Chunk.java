package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.row.Zstandard;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sealed rows: one line each, `RECEIVED_US LETTER EVENT`, all compressed in one piece. Digests and
/// chain are not stored: they follow from the events, and the hash of the last row, beside the
/// chunk, proves them all.
final class Chunk {
  /// Of lines. A chunk is decompressed as a whole for any of its rows.
  static final int TYPICAL_BYTES = 512 << 10;

  /// A chunk ends with the row that reaches its size, and a row has a limit.
  private static final long LIMIT_BYTES = 8 << 20;

  private static final byte ACCEPTED = 'a';
  private static final byte CONFLICT = 'c';
  private static final byte FENCED = 'f';

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int count;

  void add(long receivedMicros, @Nullable String verdict, byte[] event) {
    lines.writeBytes(Long.toString(receivedMicros).getBytes(StandardCharsets.US_ASCII));
    lines.write(' ');
    lines.write(letter(verdict));
    lines.write(' ');
    lines.writeBytes(event);
    lines.write('\n');
    count++;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return lines.size() >= TYPICAL_BYTES;
  }

  byte[] compressed(Zstandard zstandard) {
    return zstandard.frame(lines.toByteArray());
  }

  private static byte letter(@Nullable String verdict) {
    return verdict == null
        ? ACCEPTED
        : Row.Verdict.parse(verdict) == Row.Verdict.CONFLICT ? CONFLICT : FENCED;
  }

  /// @param text makes the rows, from the first on
  /// @throws ClewException when these are not so many rows
  static List<Row> rows(byte[] compressed, int count, RowText text) {
    byte[] lines;
    try {
      lines = Zstandard.decompress(compressed, LIMIT_BYTES);
    } catch (ClewException e) {
      throw text.damaged(String.valueOf(e.getMessage()));
    }
    List<Row> rows = new ArrayList<>(count);
    int at = 0;
    try {
      while (at < lines.length) {
        long received = 0;
        while (lines[at] != ' ') {
          received = received * 10 + (lines[at++] - '0');
        }
        String verdict = verdict(lines[at + 1], text);
        int from = at + 3;
        int to = from;
        while (lines[to] != '\n') {
          to++;
        }
        rows.add(text.row(received, verdict, Arrays.copyOfRange(lines, from, to)));
        at = to + 1;
      }
    } catch (IndexOutOfBoundsException e) {
      throw text.damaged("its chunk ends within it");
    }
    if (rows.size() != count) {
      throw text.damaged("its chunk has " + rows.size() + " rows where " + count + " are due");
    }
    return rows;
  }

  private static @Nullable String verdict(byte letter, RowText text) {
    return switch (letter) {
      case ACCEPTED -> null;
      case CONFLICT -> Row.Verdict.CONFLICT.wire();
      case FENCED -> Row.Verdict.FENCED.wire();
      default -> throw text.damaged("it has no verdict");
    };
  }
}
