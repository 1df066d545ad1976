package dev.clew.storesqlite;

import dev.clew.core.digest.Digest;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Copies the files of blobs to where the database of a store was copied, so that each blob of the
/// copy has its file. What was removed meanwhile is taken out of the copy; uploads that have not
/// ended are not copied.
///
/// @param from of the store
/// @param store its database
/// @param target the folder of the copy
record BlobCopy(BlobFiles from, Database store, Path target) {

  /// What was taken out is counted no more.
  private static final String COUNT =
      "UPDATE blob_space SET bytes = (SELECT coalesce(sum(size), 0) FROM blob WHERE EXISTS (SELECT 1"
          + " FROM run_blob WHERE run_blob.sha256 = blob.sha256"
          + " AND run_blob.space = blob_space.space))";

  /// @param database of the copy, which nobody uses
  void run(Path database) throws IOException, SQLException {
    try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = copy.createStatement()) {
      statement.executeUpdate("DELETE FROM upload");
      statement.executeUpdate("DELETE FROM blob_trash");
      for (Digest sha256 : copied(BlobFiles.digests(statement, "SELECT sha256 FROM blob"))) {
        if (isThere(sha256)) {
          throw new NoSuchFileException("file " + sha256.prefixed() + " is missing");
        }
        forget(copy, sha256);
      }
      statement.executeUpdate(COUNT);
    }
  }

  private boolean isThere(Digest sha256) throws SQLException {
    try (Connection connection = store.open();
        PreparedStatement query =
            connection.prepareStatement("SELECT 1 FROM blob WHERE sha256 = ?")) {
      query.setBytes(1, sha256.bytes());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /// @return those that were removed meanwhile
  private Set<Digest> copied(List<Digest> blobs) throws IOException {
    LocalDisk disk = new LocalDisk();
    BlobFiles to = new BlobFiles(target, disk);
    Set<Path> folders = new HashSet<>();
    Set<Digest> gone = new HashSet<>();
    for (Digest sha256 : blobs) {
      try {
        Path file = to.made(sha256);
        Files.copy(from.file(sha256), file);
        force(file);
        folders.add(file.resolveSibling("."));
      } catch (NoSuchFileException e) {
        gone.add(sha256);
      }
    }
    for (Path folder : folders) {
      disk.forceDirectory(folder);
    }
    return gone;
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.force(true);
    }
  }

  private static void forget(Connection copy, Digest sha256) throws SQLException {
    for (String table : List.of("run_blob", "blob")) {
      try (PreparedStatement delete =
          copy.prepareStatement("DELETE FROM " + table + " WHERE sha256 = ?")) {
        delete.setBytes(1, sha256.bytes());
        delete.executeUpdate();
      }
    }
  }
}
