package dev.clew.ledgerfile.disk;

import java.io.IOException;

/// An open file on a [Disk].
public interface DiskFile extends AutoCloseable {

  /// Writes at the end of the file in one call to the system.
  ///
  /// @return how many bytes were written: at least one, perhaps fewer than asked for
  /// @throws Disk.Full when there is no room
  int append(byte[] bytes, int from, int count) throws IOException;

  /// Returns when the bytes that were written before survive a power cut (fdatasync).
  void force() throws IOException;

  long sizeBytes() throws IOException;

  /// Reads from that place of the file.
  ///
  /// @return how many bytes were read, perhaps fewer than asked for; -1 at the end of the file
  int read(long position, byte[] into, int from, int count) throws IOException;

  /// Cuts the file; what is appended next stands there.
  void truncate(long sizeBytes) throws IOException;

  @Override
  void close() throws IOException;
}
