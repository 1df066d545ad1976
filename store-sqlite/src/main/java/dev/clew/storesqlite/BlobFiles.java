package dev.clew.storesqlite;

import dev.clew.core.digest.Digest;
import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.storesql.blob.BlobBytes;
import dev.clew.storesql.blob.BlobRow;
import dev.clew.storesql.blob.UploadRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The bytes of blobs as files below `blobs`: `ab/ab12…` is a blob by its digest, `uploads/7` one
/// that is on its way. A blob has its name only when all of it is there and on the disk. What is to
/// be deleted is written down with what does not need it any more and deleted after that is
/// durable, so that no blob is ever without its file. Thread-safe.
final class BlobFiles implements BlobBytes {
  static final String FOLDER = "blobs";
  private static final String UPLOADS = "uploads";

  private final Path store;
  private final Path folder;
  private final Disk disk;

  /// @param store its folder
  BlobFiles(Path store, Disk disk) {
    this.store = store;
    this.disk = disk;
    this.folder = store.resolve(FOLDER);
  }

  Path file(Digest sha256) {
    return folderOf(sha256).resolve(sha256.hex());
  }

  private Path folderOf(Digest sha256) {
    return folder.resolve(sha256.hex().substring(0, 2));
  }

  /// Where a file of that digest may be written: its folder is there.
  Path made(Digest sha256) throws IOException {
    make(folderOf(sha256));
    return file(sha256);
  }

  private Path file(UploadRow upload) {
    return folder.resolve(UPLOADS).resolve(Long.toString(upload.number()));
  }

  /// Makes folders that are not there, and their names durable.
  private void make(Path child) throws IOException {
    make(folder, store);
    make(child, folder);
  }

  private void make(Path one, Path parent) throws IOException {
    if (!Files.isDirectory(one)) {
      Files.createDirectories(one, LocalDisk.folderOfOwner());
      force(parent);
    }
  }

  private void force(Path child) throws FailedSync {
    FailedSync.guard(() -> disk.forceDirectory(child));
  }

  /// One process writes, and of one upload one thread.
  @Override
  public boolean append(UploadRow upload, byte[] bytes) throws IOException {
    Path file = file(upload);
    boolean isFirst = upload.received() == 0;
    if (isFirst) {
      make(folder.resolve(UPLOADS));
      Files.deleteIfExists(file);
    }
    try (DiskFile target = isFirst ? disk.create(file) : disk.open(file)) {
      if (target.sizeBytes() < upload.received()) {
        throw new NoSuchFileException(file.toString());
      }
      // What a program has written that died before it could say so.
      target.truncate(upload.received());
      for (int at = 0; at < bytes.length; ) {
        at += target.append(bytes, at, bytes.length - at);
      }
      FailedSync.guard(target::force);
    }
    if (isFirst) {
      force(folder.resolve(UPLOADS));
    }
    return true;
  }

  @Override
  public InputStream open(UploadRow upload) throws IOException {
    return upload.size() == 0 ? InputStream.nullInputStream() : Files.newInputStream(file(upload));
  }

  @Override
  public InputStream open(@Nullable String namespace, BlobRow blob, long from) throws IOException {
    return Channels.newInputStream(FileChannel.open(file(blob.sha256())).position(from));
  }

  @Override
  public void keep(Connection connection, UploadRow upload) throws IOException {
    Path target = made(upload.sha256());
    if (upload.size() == 0) {
      append(upload, new byte[0]);
    }
    Files.move(file(upload), target, StandardCopyOption.ATOMIC_MOVE);
    force(folderOf(upload.sha256()));
    force(folder.resolve(UPLOADS));
  }

  @Override
  public void drop(Connection connection, UploadRow upload) throws IOException, SQLException {
    Files.deleteIfExists(file(upload));
    // It may have been given its name before the program died.
    toTrash(connection, upload.sha256());
  }

  @Override
  public void remove(Connection connection, BlobRow blob) throws SQLException {
    toTrash(connection, blob.sha256());
  }

  private static void toTrash(Connection connection, Digest sha256) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO blob_trash (sha256) VALUES (?)")) {
      insert.setBytes(1, sha256.bytes());
      insert.executeUpdate();
    }
  }

  /// Deletes the files that nothing needs any more.
  ///
  /// @param connection in a transaction, so that no blob comes meanwhile
  /// @return whether any is done with
  boolean emptyTrash(Connection connection) throws FailedSync, SQLException {
    try (Statement statement = connection.createStatement()) {
      Set<Digest> done =
          new HashSet<>(
              digests(
                  statement,
                  "SELECT sha256 FROM blob_trash WHERE sha256 IN (SELECT sha256 FROM blob)"));
      done.addAll(
          deleted(
              digests(
                  statement,
                  "SELECT sha256 FROM blob_trash WHERE sha256 NOT IN (SELECT sha256 FROM blob)")));
      forget(connection, done);
      return !done.isEmpty();
    }
  }

  /// @return those whose files are gone, even after a power cut; the others are tried another time
  private Set<Digest> deleted(List<Digest> unneeded) throws FailedSync {
    Set<Digest> deleted = new HashSet<>();
    Set<Path> touched = new HashSet<>();
    for (Digest sha256 : unneeded) {
      try {
        Files.deleteIfExists(file(sha256));
        deleted.add(sha256);
        touched.add(folderOf(sha256));
      } catch (IOException e) {
        // One that cannot be deleted is no reason to keep the others.
      }
    }
    for (Path one : touched) {
      if (Files.isDirectory(one)) {
        force(one);
      }
    }
    return deleted;
  }

  private static void forget(Connection connection, Set<Digest> done) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM blob_trash WHERE sha256 = ?")) {
      for (Digest sha256 : done) {
        delete.setBytes(1, sha256.bytes());
        delete.executeUpdate();
      }
    }
  }

  static List<Digest> digests(Statement statement, String query) throws SQLException {
    List<Digest> digests = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        digests.add(Digest.of(row.getBytes(1)));
      }
    }
    return digests;
  }
}
