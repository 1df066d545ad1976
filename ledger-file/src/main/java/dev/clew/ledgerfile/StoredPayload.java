package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches a payload from its row's frame: the rows of a long run would not fit into memory with
/// their bodies. Each time the file is opened anew, so that a row holds nothing open.
final class StoredPayload implements Supplier<byte[]> {
  /// A smaller payload stays in memory: to know where it is takes nearly as much.
  static final int LEAST_BYTES = 512;

  private final Disk disk;
  private final Path path;
  private final long position;

  private StoredPayload(Disk disk, Path path, long position) {
    this.disk = disk;
    this.path = path;
    this.position = position;
  }

  /// The row as it is kept in memory.
  ///
  /// @param position where its frame begins
  static Row kept(Row row, Disk disk, Path path, long position) {
    Payload payload = row.payload();
    return payload == null || payload.sizeBytes() < LEAST_BYTES
        ? row
        : row.withPayload(payload.storedIn(new StoredPayload(disk, path, position)));
  }

  @Override
  public byte[] get() {
    try (DiskFile file = disk.openToRead(path)) {
      Payload payload = payload(FrameReader.frameAt(file, position));
      if (payload != null) {
        return payload.bytes();
      }
    } catch (IOException e) {
      throw new ClewException(
          "cannot read a payload again from the ledger " + path + ": " + e.getMessage(), e);
    }
    throw new ClewException(
        "the ledger "
            + path
            + " was changed while it was read: the row at byte "
            + position
            + " is not there any more");
  }

  private static @Nullable Payload payload(byte @Nullable [] json) {
    try {
      return json == null ? null : RowFrame.payload(json);
    } catch (RowFrame.NotARow e) {
      return null;
    }
  }
}
