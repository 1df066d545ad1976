package dev.clew.ledgerfile.row;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.DiskFile;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches a payload from where it stands in its ledger: the rows of a long run would not fit into
/// memory with their bodies. Each time the file is opened anew, so that a row holds nothing open.
public final class StoredPayload implements Supplier<byte[]> {
  /// A smaller payload stays in memory: to know where it is takes nearly as much.
  static final int LEAST_BYTES = 512;

  private final PayloadStore store;
  private final long position;
  private final Finder finder;

  /// Looks for the bytes in the frame at a place.
  interface Finder {
    /// Null when they are not there.
    byte @Nullable [] at(DiskFile file, long position) throws IOException, RowFrame.NotARow;
  }

  StoredPayload(PayloadStore store, long position, Finder finder) {
    this.store = store;
    this.position = position;
    this.finder = finder;
  }

  /// The row as it is kept in memory.
  public static Row kept(Row row, StoredPayload stored) {
    Payload payload = row.payload();
    return payload == null || payload.sizeBytes() < LEAST_BYTES
        ? row
        : row.withPayload(payload.storedIn(stored));
  }

  @Override
  public byte[] get() {
    try (DiskFile file = store.disk().openToRead(store.path())) {
      byte[] bytes = finder.at(file, position);
      if (bytes != null) {
        return bytes;
      }
    } catch (RowFrame.NotARow e) {
      // Said below.
    } catch (IOException e) {
      throw new ClewException(
          "cannot read a payload again from the ledger " + store.path() + ": " + e.getMessage(), e);
    }
    throw new ClewException(
        "the ledger "
            + store.path()
            + " was changed while it was read: the row at byte "
            + position
            + " is not there any more");
  }
}
