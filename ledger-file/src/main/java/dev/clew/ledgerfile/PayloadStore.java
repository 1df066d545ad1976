package dev.clew.ledgerfile;

import dev.clew.core.run.Payload;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file that the payloads of a ledger stand in.
record PayloadStore(Disk disk, Path path) {

  /// Of the row of format 1 whose frame begins there.
  StoredPayload ofTextRow(long position) {
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
          BinaryFrames.Frame frame = BinaryFrames.frameAt(file, at);
          return frame == null ? null : bytes(RowBatch.payload(frame, index));
        });
  }

  /// That is the body of the frame which begins there.
  StoredPayload ofFrame(long position) {
    return new StoredPayload(this, position, PayloadStore::body);
  }

  private static byte @Nullable [] body(DiskFile file, long position) throws IOException {
    BinaryFrames.Frame frame = BinaryFrames.frameAt(file, position);
    return frame == null || frame.type() != BinaryFrame.Type.PAYLOAD ? null : frame.body();
  }

  private static byte @Nullable [] bytes(@Nullable Payload payload) {
    return payload == null ? null : payload.bytes();
  }
}
