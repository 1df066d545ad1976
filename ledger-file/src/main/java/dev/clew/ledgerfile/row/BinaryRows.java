package dev.clew.ledgerfile.row;

import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.FileBytes;
import dev.clew.ledgerfile.frame.BinaryFrame;
import dev.clew.ledgerfile.frame.BinaryFrames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a ledger of format 2.
public final class BinaryRows implements RowReader {
  private final BinaryFrames frames;
  private final FileBytes bytes;
  private final PayloadStore file;
  private final Check check;
  private final Repeated repeated = new Repeated();
  private long position;

  /// @param frames at the first after the header
  public BinaryRows(BinaryFrames frames, FileBytes bytes, PayloadStore file, Check check) {
    this.frames = frames;
    this.bytes = bytes;
    this.file = file;
    this.check = check;
    this.position = frames.position();
  }

  @Override
  public @Nullable List<Row> next() throws IOException, RowFrame.NotARow {
    List<BinaryFrames.Frame> payloads = new ArrayList<>();
    for (BinaryFrames.Frame frame = frames.next(); frame != null; frame = frames.next()) {
      if (frame.type() != BinaryFrame.Type.PAYLOAD) {
        List<Row> rows = RowBatch.rows(frame, payloads, file, check, repeated);
        position = frames.position();
        return rows;
      }
      payloads.add(frame);
    }
    return null;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long stoppedAt() {
    return frames.position();
  }

  /// Whole payloads whose rows were not written any more are a part of it.
  @Override
  public long tornBytes() {
    return frames.wrong() == null ? bytes.size() - position : 0;
  }

  @Override
  public @Nullable String wrong() {
    return frames.wrong();
  }
}
