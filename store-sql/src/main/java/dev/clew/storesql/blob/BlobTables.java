package dev.clew.storesql.blob;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobTombstone;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.storesql.ColumnText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of blobs, on a connection.
///
/// @param connection of whoever asks
record BlobTables(Connection connection) {

  /// A namespace as an index has it: a text has no limit, an entry of an index has.
  static byte[] space(String namespace) {
    return Digest.sha256(namespace.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  /// What is made of a row.
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int at = 0; at < values.length; at++) {
      switch (values[at]) {
        case byte[] bytes -> statement.setBytes(at + 1, bytes);
        case Long number -> statement.setLong(at + 1, number);
        default -> statement.setString(at + 1, values[at].toString());
      }
    }
    return statement;
  }

  private int change(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate();
    }
  }

  private <T> List<T> all(Reading<T> reading, String sql, Object... values) throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(reading.of(row));
      }
    }
    return all;
  }

  private <T> @Nullable T first(Reading<T> reading, String sql, Object... values)
      throws SQLException {
    List<T> all = all(reading, sql, values);
    return all.isEmpty() ? null : all.getFirst();
  }

  private long number(String sql, Object... values) throws SQLException {
    Long number = first(row -> row.getLong(1), sql, values);
    return number == null ? 0 : number;
  }

  private boolean isAny(String sql, Object... values) throws SQLException {
    return first(row -> true, sql + " LIMIT 1", values) != null;
  }

  private static BlobRow blob(ResultSet row) throws SQLException {
    return new BlobRow(row.getLong(1), Digest.of(row.getBytes(2)), row.getLong(3));
  }

  @Nullable BlobRow blob(Digest sha256) throws SQLException {
    return first(
        BlobTables::blob, "SELECT number, sha256, size FROM blob WHERE sha256 = ?", sha256.bytes());
  }

  /// Null when no run of the namespace has it.
  @Nullable BlobRow blob(String namespace, Digest sha256) throws SQLException {
    return isIn(namespace, sha256) ? blob(sha256) : null;
  }

  /// All that are kept, in the order in which they came.
  List<BlobRow> blobs() throws SQLException {
    return all(BlobTables::blob, "SELECT number, sha256, size FROM blob ORDER BY number");
  }

  void insert(UploadRow upload) throws SQLException {
    change(
        "INSERT INTO blob (number, sha256, size) VALUES (?, ?, ?)",
        upload.number(),
        upload.sha256().bytes(),
        upload.size());
  }

  void delete(BlobRow blob) throws SQLException {
    change("DELETE FROM blob WHERE sha256 = ?", blob.sha256().bytes());
  }

  boolean isIn(String namespace, Digest sha256) throws SQLException {
    return isAny(
        "SELECT 1 FROM run_blob WHERE sha256 = ? AND space = ?", sha256.bytes(), space(namespace));
  }

  boolean isAnywhere(Digest sha256) throws SQLException {
    return isAny("SELECT 1 FROM run_blob WHERE sha256 = ?", sha256.bytes());
  }

  boolean isOf(long run, Digest sha256) throws SQLException {
    return isAny("SELECT 1 FROM run_blob WHERE run = ? AND sha256 = ?", run, sha256.bytes());
  }

  List<BlobRow> of(long run) throws SQLException {
    return all(
        BlobTables::blob,
        "SELECT blob.number, blob.sha256, blob.size FROM run_blob"
            + " JOIN blob ON blob.sha256 = run_blob.sha256 WHERE run_blob.run = ?",
        run);
  }

  /// Runs that were given a blob that is not there, or are not there themselves.
  List<String> broken() throws SQLException {
    return all(
        row -> Digest.of(row.getBytes(1)).prefixed() + " of run number " + row.getLong(2),
        "SELECT sha256, run FROM run_blob"
            + " WHERE NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = run_blob.sha256)"
            + " OR NOT EXISTS (SELECT 1 FROM run WHERE run.number = run_blob.run)");
  }

  /// Gives a blob that is kept to a run.
  void give(long run, String namespace, Digest sha256, long size) throws SQLException {
    boolean isNew = !isIn(namespace, sha256);
    byte[] space = space(namespace);
    change(
        "INSERT INTO run_blob (run, sha256, space, namespace) VALUES (?, ?, ?, ?)",
        run,
        sha256.bytes(),
        space,
        ColumnText.of(namespace));
    if (isNew) {
      add(namespace, size);
      change("DELETE FROM blob_tombstone WHERE space = ? AND sha256 = ?", space, sha256.bytes());
    }
  }

  /// @param bytes fewer when negative
  void add(String namespace, long bytes) throws SQLException {
    change(
        "INSERT INTO blob_space (space, namespace, bytes) VALUES (?, ?, ?)"
            + " ON CONFLICT (space) DO UPDATE SET bytes = blob_space.bytes + excluded.bytes",
        space(namespace),
        ColumnText.of(namespace),
        bytes);
  }

  void takeAll(long run) throws SQLException {
    change("DELETE FROM run_blob WHERE run = ?", run);
  }

  BlobLimits.Usage usage(long run, String namespace) throws SQLException {
    byte[] space = space(namespace);
    return new BlobLimits.Usage(
        number(
            "SELECT coalesce(sum(blob.size), 0) FROM run_blob"
                + " JOIN blob ON blob.sha256 = run_blob.sha256 WHERE run_blob.run = ?",
            run),
        number("SELECT count(*) FROM run_blob WHERE run = ?", run),
        number("SELECT bytes FROM blob_space WHERE space = ?", space)
            + number("SELECT coalesce(sum(size), 0) FROM upload WHERE space = ?", space),
        number("SELECT count(*) FROM upload WHERE space = ?", space));
  }

  private static UploadRow upload(ResultSet row) throws SQLException {
    return new UploadRow(
        row.getLong(1), Digest.of(row.getBytes(2)), row.getLong(3), row.getLong(4));
  }

  private static final String UPLOAD = "SELECT number, sha256, size, received FROM upload ";

  @Nullable UploadRow upload(String namespace, Digest sha256) throws SQLException {
    return first(
        BlobTables::upload,
        UPLOAD + "WHERE space = ? AND sha256 = ?",
        space(namespace),
        sha256.bytes());
  }

  @Nullable UploadRow upload(long number) throws SQLException {
    return first(BlobTables::upload, UPLOAD + "WHERE number = ?", number);
  }

  List<UploadRow> uploadsBefore(long micros, long most) throws SQLException {
    return all(
        BlobTables::upload,
        UPLOAD + "WHERE touched_us < ? ORDER BY touched_us LIMIT ?",
        micros,
        most);
  }

  UploadRow begin(String namespace, Digest sha256, long size, long micros) throws SQLException {
    long number =
        number(
            "INSERT INTO upload (space, namespace, sha256, size, received, touched_us)"
                + " VALUES (?, ?, ?, ?, 0, ?) RETURNING number",
            space(namespace),
            ColumnText.of(namespace),
            sha256.bytes(),
            size,
            micros);
    return new UploadRow(number, sha256, size, 0);
  }

  /// @return whether it was where it was thought to be
  boolean advance(UploadRow upload, long received, long micros) throws SQLException {
    return change(
            "UPDATE upload SET received = ?, touched_us = ? WHERE number = ? AND received = ?",
            received,
            micros,
            upload.number(),
            upload.received())
        == 1;
  }

  void end(UploadRow upload) throws SQLException {
    change("DELETE FROM upload WHERE number = ?", upload.number());
  }

  void bury(BlobTombstone tombstone) throws SQLException {
    Removal removal = tombstone.removal();
    byte[] space = space(removal.run().namespace());
    byte[] sha256 = tombstone.sha256().bytes();
    change("DELETE FROM blob_tombstone WHERE space = ? AND sha256 = ?", space, sha256);
    change(
        "INSERT INTO blob_tombstone (space, sha256, namespace, run_id, size, removed_at, policy,"
            + " removed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        space,
        sha256,
        ColumnText.of(removal.run().namespace()),
        ColumnText.of(removal.run().runId()),
        tombstone.size(),
        removal.at().toString(),
        ColumnText.of(removal.policy()),
        ColumnText.of(removal.by()));
  }

  @Nullable BlobTombstone tombstone(String namespace, Digest sha256) throws SQLException {
    return first(
        row ->
            new BlobTombstone(
                sha256,
                row.getLong(2),
                new Removal(
                    new RunKey(namespace, ColumnText.read(row.getString(1))),
                    Timestamp.parse(row.getString(3)),
                    ColumnText.read(row.getString(4)),
                    ColumnText.read(row.getString(5)))),
        "SELECT run_id, size, removed_at, policy, removed_by FROM blob_tombstone"
            + " WHERE space = ? AND sha256 = ?",
        space(namespace),
        sha256.bytes());
  }
}
