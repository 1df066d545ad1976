package dev.clew.storesqlite;

import dev.clew.core.digest.Digest;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.storesql.blob.BlobBytes;
import dev.clew.storesql.blob.BlobRow;
import dev.clew.storesql.blob.UploadRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
  private final LocalDisk disk = new LocalDisk();

  /// @param store its folder
  BlobFiles(Path store) {
    this.store = store;
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
      disk.forceDirectory(parent);
    }
  }

  /// One process writes, and of one upload one thread.
  @Override
  public boolean append(UploadRow upload, byte[] bytes) throws IOException {
    Path file = file(upload);
    boolean isFirst = upload.received() == 0;
    if (isFirst) {
      make(folder.resolve(UPLOADS));
      Files.deleteIfExists(file);
      Files.createFile(file, LocalDisk.ownerOnly());
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() < upload.received()) {
        throw new NoSuchFileException(file.toString());
      }
      // What a program has written that died before it could say so.
      channel.truncate(upload.received());
      channel.position(upload.received());
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    if (isFirst) {
      disk.forceDirectory(folder.resolve(UPLOADS));
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
    disk.forceDirectory(folderOf(upload.sha256()));
    disk.forceDirectory(folder.resolve(UPLOADS));
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
  /// @return whether there were any
  boolean emptyTrash(Connection connection) throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      Set<Digest> unneeded =
          Set.copyOf(
              digests(
                  statement,
                  "SELECT sha256 FROM blob_trash WHERE sha256 NOT IN (SELECT sha256 FROM blob)"));
      for (Digest sha256 : unneeded) {
        Files.deleteIfExists(file(sha256));
      }
      return statement.executeUpdate("DELETE FROM blob_trash") > 0;
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
