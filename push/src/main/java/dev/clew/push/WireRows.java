package dev.clew.push;

import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Rows as the body of a request: JSON Lines, gzip; each line an event, with its payload beside it
/// in `raw` or `raw_base64`.
final class WireRows {
  /// Of the lines of one request; a single row may be larger.
  private static final int TYPICAL_BYTES = 2 << 20;

  private final byte[] body;
  private final int count;

  private WireRows(byte[] body, int count) {
    this.body = body;
    this.count = count;
  }

  byte[] body() {
    return body;
  }

  /// How many of the rows are in the body, from the first.
  int count() {
    return count;
  }

  /// As many of the rows as make a request of a common size; at least one.
  static WireRows of(List<Row> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int taken = 0;
    long size = 0;
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      while (taken < rows.size() && (taken == 0 || size < TYPICAL_BYTES)) {
        byte[] line = line(rows.get(taken)).getBytes(StandardCharsets.UTF_8);
        out.write(line);
        size += line.length;
        taken++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WireRows(bytes.toByteArray(), taken);
  }

  private static String line(Row row) {
    StringBuilder line = new StringBuilder(EventJson.canonical(row.event()));
    Payload payload = row.payload();
    if (payload != null) {
      String text = payload.text();
      line.setLength(line.length() - 1);
      line.append(text == null ? ",\"raw_base64\":" : ",\"raw\":");
      JsonWriter.quote(
          text == null ? Base64.getEncoder().encodeToString(payload.bytes()) : text, line);
      line.append('}');
    }
    return line.append('\n').toString();
  }
}
