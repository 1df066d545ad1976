package dev.clew.storesql.blob;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Where a store has the bytes of blobs and of uploads. What is given a connection is a part of the
/// transaction on that. Thread-safe.
public interface BlobBytes {
  /// Adds bytes behind those that an upload has; they are durable when this returns.
  ///
  /// @return false when the upload is not where it was thought to be, because another program has
  ///   gone on with it
  /// @throws java.nio.file.NoSuchFileException when it finds that those before them are gone
  boolean append(UploadRow upload, byte[] bytes) throws IOException, SQLException;

  /// All bytes that an upload has. To open or to read them gives a
  /// [java.nio.file.NoSuchFileException] when they are gone.
  InputStream open(UploadRow upload) throws IOException;

  /// @param namespace that asks; null for whoever looks after the store
  /// @param from up to the size
  InputStream open(@Nullable String namespace, BlobRow blob, long from) throws IOException;

  /// The bytes of an upload are those of a blob from now on.
  void keep(Connection connection, UploadRow upload) throws IOException, SQLException;

  /// The bytes of an upload are not needed any more.
  void drop(Connection connection, UploadRow upload) throws IOException, SQLException;

  /// The bytes of a blob are not needed any more.
  void remove(Connection connection, BlobRow blob) throws SQLException;
}
