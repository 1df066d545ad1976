package dev.clew.storepostgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;

/// Rows in the binary format of COPY (PostgreSQL's manual, "COPY", "Binary Format"): nothing has to
/// be escaped, and canonical JSON has many characters that the text format escapes. Not
/// thread-safe.
final class CopyBytes {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NONE = -1;
  private static final short END = -1;

  /// More is given back after a transaction.
  private static final int KEPT_BYTES = 16 << 20;

  private byte[] bytes = new byte[64 << 10];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /// Begins a row.
  void row(short columns) {
    if (size == 0) {
      raw(SIGNATURE);
      int32(0);
      int32(0);
    }
    int16(columns);
  }

  void number(long value) {
    int32(Long.BYTES);
    int32((int) (value >>> 32));
    int32((int) value);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] value) {
    int32(value.length);
    raw(value);
  }

  void none() {
    int32(NONE);
  }

  private void int16(short value) {
    room(Short.BYTES);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  private void int32(int value) {
    room(Integer.BYTES);
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  private void raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  /// Sends all rows and forgets them.
  void sendTo(CopyIn copy) throws SQLException {
    int16(END);
    copy.writeToCopy(bytes, 0, size);
    copy.endCopy();
    clear();
  }

  void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
  }
}
