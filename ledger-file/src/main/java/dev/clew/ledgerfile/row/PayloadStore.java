package dev.clew.ledgerfile.row;

import dev.clew.core.event.Payload;
import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.frame.BinaryFrame;
import dev.clew.ledgerfile.frame.BinaryFrames;
import dev.clew.ledgerfile.frame.TextFrames;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file that the payloads of a ledger stand in. Thread-safe.
public final class PayloadStore {
  /// A longer body of rows is decompressed again for each payload that is taken from it.
  private static final int REMEMBERED_BYTES = 4 << 20;

  private final Disk disk;
  private final Path path;
  private volatile @Nullable Rows last;

  /// The rows of the frame that begins there.
  private static final class Rows {
    private final long position;
    private final byte[] body;

    Rows(long position, byte[] body) {
      this.position = position;
      this.body = body;
    }
  }

  public PayloadStore(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  public Disk disk() {
    return disk;
  }

  public Path path() {
    return path;
  }

  /// Of the row of format 1 whose frame begins there.
  public StoredPayload ofTextRow(long position) {
    return new StoredPayload(
        this,
        position,
        (file, at) -> {
          byte[] json = TextFrames.frameAt(file, at);
          return json == null ? null : bytes(RowFrame.payload(json));
        });
  }

  /// Of a row of format 2.
  ///
  /// @param position of the frame of rows
  /// @param index of the row among them
  StoredPayload ofRow(long position, int index) {
    return new StoredPayload(
        this,
        position,
        (file, at) -> {
          byte[] rows = rows(file, at);
          return rows == null ? null : bytes(RowBatch.payload(rows, index));
        });
  }

  /// That is the body of the frame which begins there.
  StoredPayload ofFrame(long position) {
    return new StoredPayload(this, position, PayloadStore::body);
  }

  /// Payloads are asked for one after the other, as they stand in a frame.
  private byte @Nullable [] rows(DiskFile file, long position)
      throws IOException, RowFrame.NotARow {
    Rows known = last;
    if (known != null && known.position == position) {
      return known.body;
    }
    BinaryFrames.Frame frame = BinaryFrames.frameAt(file, position);
    if (frame == null) {
      return null;
    }
    byte[] body = RowBatch.body(frame);
    last = body.length > REMEMBERED_BYTES ? null : new Rows(position, body);
    return body;
  }

  private static byte @Nullable [] body(DiskFile file, long position) throws IOException {
    BinaryFrames.Frame frame = BinaryFrames.frameAt(file, position);
    return frame == null || frame.type() != BinaryFrame.Type.PAYLOAD ? null : frame.body();
  }

  private static byte @Nullable [] bytes(@Nullable Payload payload) {
    return payload == null ? null : payload.bytes();
  }
}
