package dev.clew.ledgerfile.row;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.document.JsonText;
import dev.clew.ledgerfile.frame.BinaryFrame;
import dev.clew.ledgerfile.frame.BinaryFrames;
import dev.clew.ledgerfile.frame.Frames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of format 2: what is written at once. Payloads that are large or no text have frames of
/// their own, and then comes one frame with the rows. Its first line is an object with the members
/// that all their events have in common, each other line a row whose event lacks those.
public final class RowBatch {
  /// A text that is larger has a frame of its own, in which nothing has to be escaped.
  static final int LARGE_PAYLOAD_BYTES = 64 << 10;

  /// Fewer bytes of rows are not worth being compressed.
  private static final int LEAST_COMPRESSED_BYTES = 1 << 10;

  /// The number of the payload's frame among those before the rows.
  private static final String RAW_FRAME = "raw_frame";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Row> kept = new ArrayList<>();

  private RowBatch() {}

  /// @param at where the batch will stand in the file
  public static RowBatch of(List<Row> rows, long at, PayloadStore file, Zstandard zstandard) {
    RowBatch batch = new RowBatch();
    List<@Nullable Long> payloadsAt = new ArrayList<>();
    for (Row row : rows) {
      Payload payload = row.payload();
      if (payload != null && hasFrame(payload)) {
        payloadsAt.add(at + batch.bytes.size());
        batch.bytes.writeBytes(BinaryFrame.of(BinaryFrame.Type.PAYLOAD, payload.bytes()));
      } else {
        payloadsAt.add(null);
      }
    }
    long rowsAt = at + batch.bytes.size();
    byte[] body = body(rows);
    byte[] compressed = body.length < LEAST_COMPRESSED_BYTES ? null : zstandard.compress(body);
    batch.bytes.writeBytes(
        compressed == null
            ? BinaryFrame.of(BinaryFrame.Type.ROWS, body)
            : BinaryFrame.of(BinaryFrame.Type.COMPRESSED_ROWS, compressed));
    for (int index = 0; index < rows.size(); index++) {
      Long payloadAt = payloadsAt.get(index);
      batch.kept.add(
          StoredPayload.kept(
              rows.get(index),
              payloadAt == null ? file.ofRow(rowsAt, index) : file.ofFrame(payloadAt)));
    }
    return batch;
  }

  /// As they are written.
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /// The rows as they are kept in memory.
  public List<Row> kept() {
    return kept;
  }

  static boolean hasFrame(Payload payload) {
    return payload.sizeBytes() > LARGE_PAYLOAD_BYTES || !payload.isText();
  }

  public static byte[] body(List<Row> rows) {
    SharedMembers shared = SharedMembers.of(rows);
    StringBuilder out = new StringBuilder(512 * rows.size());
    Canonical.append(shared.members(), out);
    int frames = 0;
    for (Row row : rows) {
      out.append('\n');
      Payload payload = row.payload();
      boolean hasFrame = payload != null && hasFrame(payload);
      row(row, shared.names(), hasFrame ? frames : -1, out);
      frames += hasFrame ? 1 : 0;
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(Row row, Set<String> shared, int payloadFrame, StringBuilder out) {
    out.append("{\"chain\":\"").append(row.chain().hex());
    out.append("\",\"event\":").append(EventJson.canonical(row.event(), shared));
    out.append(",\"event_digest\":\"").append(row.eventDigest().hex());
    out.append("\",\"offset\":").append(row.offset());
    Payload payload = row.payload();
    if (payloadFrame >= 0) {
      out.append(",\"").append(RAW_FRAME).append("\":").append(payloadFrame);
    } else if (payload != null) {
      out.append(",\"raw\":");
      JsonWriter.quote(String.valueOf(payload.text()), out);
    }
    out.append(",\"received_at\":\"").append(row.receivedAt());
    out.append("\",\"verdict\":\"").append(row.verdict().wire()).append("\"}");
  }

  /// The rows of a frame of rows, with larger payloads in the file only.
  ///
  /// @param payloads the frames of payloads before it
  /// @param repeated what the frames before said
  /// @throws RowFrame.NotARow when it is not what a ledger writes
  static List<Row> rows(
      BinaryFrames.Frame frame,
      List<BinaryFrames.Frame> payloads,
      PayloadStore file,
      RowReader.Check check,
      Repeated repeated)
      throws RowFrame.NotARow {
    byte[] body = body(frame);
    boolean isChecked = check == RowReader.Check.EVERYTHING;
    List<Row> whole = new ArrayList<>();
    List<Row> kept = new ArrayList<>();
    List<ReadRow> plain = PlainRows.read(body, repeated);
    for (ReadRow read : plain == null ? any(body) : plain) {
      Row row = read.row();
      Long number = read.payloadFrame();
      if (number == null) {
        kept.add(StoredPayload.kept(row, file.ofRow(frame.at(), whole.size())));
      } else if (number < 0 || number >= payloads.size()) {
        throw new RowFrame.NotARow("the row has no frame " + number + " with its payload");
      } else {
        BinaryFrames.Frame its = payloads.get(number.intValue());
        StoredPayload stored = file.ofFrame(its.at());
        Row withBytes = row.withPayload(Payload.of(its.body()));
        kept.add(
            isChecked
                ? StoredPayload.kept(withBytes, stored)
                : row.withPayload(unseen(row.event(), its.body().length, stored)));
        row = withBytes;
      }
      whole.add(row);
    }
    if (isChecked && !Arrays.equals(body(whole), body)) {
      throw new RowFrame.NotARow("the rows are not written canonically");
    }
    return kept;
  }

  /// The rows of a body, however they are written.
  static List<ReadRow> any(byte[] body) throws RowFrame.NotARow {
    List<Json.Obj> lines = objects(body);
    Json.Obj shared = lines.getFirst();
    List<ReadRow> rows = new ArrayList<>();
    for (Json.Obj wire : lines.subList(1, lines.size())) {
      rows.add(new ReadRow(read(wire, shared), wire.whole(RAW_FRAME)));
    }
    return rows;
  }

  /// The objects of a body, one a line; at least one.
  private static List<Json.Obj> objects(byte[] body) throws RowFrame.NotARow {
    List<Json.Obj> objects = new ArrayList<>();
    try (JsonText.Sequence lines = JsonText.sequence(body)) {
      for (Json line = lines.next(); line != null; line = lines.next()) {
        if (!(line instanceof Json.Obj object)) {
          throw new RowFrame.NotARow("the frame is not a JSON object");
        }
        objects.add(object);
      }
    } catch (JsonText.Malformed e) {
      throw new RowFrame.NotARow("the frame is not JSON (" + e.getMessage() + ")");
    }
    if (objects.isEmpty()) {
      throw new RowFrame.NotARow("the frame is empty");
    }
    return objects;
  }

  /// A line of a body as a row, without a payload that has a frame of its own.
  public static Row read(Json.Obj wire, Json.Obj shared) throws RowFrame.NotARow {
    try {
      return RowJson.read(wire, EventJson.read(wire.object("event"), shared));
    } catch (IllegalArgumentException e) {
      throw new RowFrame.NotARow("the frame is not a row (" + e.getMessage() + ")");
    }
  }

  /// A payload that is taken to be what its event says.
  private static Payload unseen(Event event, int size, StoredPayload stored)
      throws RowFrame.NotARow {
    String ref = event.rawRef();
    try {
      return Payload.stored(size, Digest.parse(ref == null ? "" : ref), stored);
    } catch (IllegalArgumentException e) {
      throw new RowFrame.NotARow("the row does not say the digest of its payload");
    }
  }

  /// The payload of one of the rows of a body that was read before; null when it is not there.
  static @Nullable Payload payload(byte[] body, int index) throws RowFrame.NotARow {
    Lines lines = new Lines(body);
    lines.next();
    for (int at = 0; at < index && lines.hasNext(); at++) {
      lines.next();
    }
    return lines.hasNext() ? RowFrame.payload(lines.next()) : null;
  }

  /// The rows of a frame, a line each.
  public static byte[] body(BinaryFrames.Frame frame) throws RowFrame.NotARow {
    if (frame.type() == BinaryFrame.Type.ROWS) {
      return frame.body();
    }
    try {
      return Zstandard.decompress(frame.body(), Frames.LIMIT_BYTES);
    } catch (ClewException e) {
      throw new RowFrame.NotARow(String.valueOf(e.getMessage()));
    }
  }

  /// The lines of a body, one after another; canonical JSON has no line feed.
  private static final class Lines {
    private final byte[] body;
    private int from;

    Lines(byte[] body) {
      this.body = body;
    }

    boolean hasNext() {
      return from <= body.length;
    }

    byte[] next() {
      int to = from;
      while (to < body.length && body[to] != '\n') {
        to++;
      }
      byte[] line = Arrays.copyOfRange(body, from, to);
      from = to + 1;
      return line;
    }
  }
}
