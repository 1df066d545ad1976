package dev.clew.storepostgres;

import dev.clew.storesql.Readers;
import dev.clew.storesql.blob.BlobBytes;
import dev.clew.storesql.blob.BlobRow;
import dev.clew.storesql.blob.UploadRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The bytes of blobs as rows of at most 1 MiB, which an upload and the blob that it becomes have
/// by one number. They are written on a connection of their own, so that events do not wait for
/// them. Thread-safe.
final class BlobPieces implements BlobBytes {
  private static final int PIECE_BYTES = 1 << 20;

  private final Connections connections;
  private final Readers readers;

  BlobPieces(Connections connections, Readers readers) {
    this.connections = connections;
    this.readers = readers;
  }

  @Override
  public boolean append(UploadRow upload, byte[] bytes) throws SQLException {
    try (Connection connection = connections.openToWrite()) {
      if (!isLocked(connection, upload)) {
        return false;
      }
      // Those of a program that died before it could say so.
      delete(connection, upload.number(), upload.received());
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO blob_piece (blob, \"offset\", size, bytes) VALUES (?, ?, ?, ?)")) {
        for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
          int size = Math.min(PIECE_BYTES, bytes.length - at);
          byte[] piece = Arrays.copyOfRange(bytes, at, at + size);
          insert.setLong(1, upload.number());
          insert.setLong(2, upload.received() + at);
          insert.setInt(3, size);
          insert.setBytes(4, piece);
          insert.executeUpdate();
        }
      }
      connection.commit();
      return true;
    }
  }

  /// The row of the upload is locked: no two programs write behind the same bytes.
  private static boolean isLocked(Connection connection, UploadRow upload) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT 1 FROM upload WHERE number = ? AND received = ? FOR UPDATE")) {
      lock.setLong(1, upload.number());
      lock.setLong(2, upload.received());
      try (ResultSet row = lock.executeQuery()) {
        return row.next();
      }
    }
  }

  @Override
  public InputStream open(UploadRow upload) {
    return new Pieces(null, upload.number(), upload.size(), 0);
  }

  @Override
  public InputStream open(@Nullable String namespace, BlobRow blob, long from) {
    return new Pieces(namespace, blob.number(), blob.size(), from);
  }

  @Override
  public void keep(Connection connection, UploadRow upload) {
    // They have the number already.
  }

  @Override
  public void drop(Connection connection, UploadRow upload) throws SQLException {
    delete(connection, upload.number(), 0);
  }

  @Override
  public void remove(Connection connection, BlobRow blob) throws SQLException {
    delete(connection, blob.number(), 0);
  }

  private static void delete(Connection connection, long number, long from) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM blob_piece WHERE blob = ? AND \"offset\" >= ?")) {
      delete.setLong(1, number);
      delete.setLong(2, from);
      delete.executeUpdate();
    }
  }

  /// Reads one piece after the other, each with a question of its own.
  private final class Pieces extends InputStream {
    private final @Nullable String namespace;
    private final long number;
    private final long size;
    private long at;
    private byte[] piece = {};
    private int next;

    Pieces(@Nullable String namespace, long number, long size, long from) {
      this.namespace = namespace;
      this.number = number;
      this.size = size;
      this.at = from;
    }

    @Override
    public int read() throws IOException {
      return isMore() ? piece[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      if (!isMore()) {
        return -1;
      }
      int count = Math.min(most, piece.length - next);
      System.arraycopy(piece, next, into, from, count);
      next += count;
      return count;
    }

    private boolean isMore() throws IOException {
      if (next == piece.length && at < size) {
        try {
          piece = readers.read(namespace == null ? null : Set.of(namespace), this::loaded);
        } catch (SQLException e) {
          throw new IOException("the bytes from " + at + " on cannot be read", e);
        }
        if (next == piece.length) {
          throw new NoSuchFileException("there are no bytes at " + at);
        }
        at += piece.length - next;
      }
      return next < piece.length;
    }

    /// The piece in which the next byte stands, and where that is in it; at its end when the byte
    /// is gone.
    private byte[] loaded(Connection connection) throws SQLException {
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT \"offset\", bytes FROM blob_piece WHERE blob = ? AND \"offset\" <= ?"
                  + " ORDER BY \"offset\" DESC LIMIT 1")) {
        query.setLong(1, number);
        query.setLong(2, at);
        try (ResultSet row = query.executeQuery()) {
          byte[] bytes = row.next() ? row.getBytes(2) : new byte[0];
          long skipped = bytes.length == 0 ? 0 : at - row.getLong(1);
          next = (int) Math.min(skipped, bytes.length);
          return bytes;
        }
      }
    }
  }
}
