package dev.clew.ledgerfile.row;

import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.frame.TextFrames;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a ledger of format 1: each is a line of text.
public final class TextRows implements RowReader {
  private final TextFrames frames;
  private final PayloadStore file;
  private final Check check;

  public TextRows(TextFrames frames, PayloadStore file, Check check) {
    this.frames = frames;
    this.file = file;
    this.check = check;
  }

  @Override
  public @Nullable List<Row> next() throws IOException, RowFrame.NotARow {
    long at = frames.position();
    byte[] json = frames.next();
    return json == null
        ? null
        : List.of(StoredPayload.kept(RowFrame.row(json, check), file.ofTextRow(at)));
  }

  @Override
  public long position() {
    return frames.position();
  }

  @Override
  public long stoppedAt() {
    return frames.position();
  }

  @Override
  public long tornBytes() {
    return frames.tornBytes();
  }

  @Override
  public @Nullable String wrong() {
    return frames.wrong();
  }
}
