package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A row on the wire and in a ledger file. The payload stands beside the event, as text in `raw`
/// when it is UTF-8, else in `raw_base64`.
public final class RowJson {
  private RowJson() {}

  public static Json.Obj write(Row row) {
    Json.Builder out =
        Json.object()
            .put("offset", row.offset())
            .put("received_at", row.receivedAt().toString())
            .put("verdict", row.verdict().wire())
            .put("event_digest", row.eventDigest().hex())
            .put("chain", row.chain().hex())
            .put("event", EventJson.write(row.event()));
    Payload payload = row.payload();
    if (payload != null) {
      String text = payload.text();
      if (text != null) {
        out.put("raw", text);
      } else {
        out.put("raw_base64", Base64.getEncoder().encodeToString(payload.bytes()));
      }
    }
    return out.build();
  }

  /// The canonical text of [#write], in which that of the event stands as it is.
  ///
  /// @param event the canonical text of the row's event
  public static String canonical(Row row, String event) {
    StringBuilder out = new StringBuilder(event.length() + 512);
    out.append("{\"chain\":\"").append(row.chain().hex());
    out.append("\",\"event\":").append(event);
    out.append(",\"event_digest\":\"").append(row.eventDigest().hex());
    out.append("\",\"offset\":").append(row.offset());
    Payload payload = row.payload();
    if (payload != null) {
      String text = payload.text();
      out.append(text == null ? ",\"raw_base64\":" : ",\"raw\":");
      JsonWriter.quote(
          text == null ? Base64.getEncoder().encodeToString(payload.bytes()) : text, out);
    }
    out.append(",\"received_at\":\"").append(row.receivedAt());
    out.append("\",\"verdict\":\"").append(row.verdict().wire()).append("\"}");
    return out.toString();
  }

  /// @throws IllegalArgumentException when a member is missing or of the wrong type
  public static Row read(Json.Obj wire) {
    return read(wire, EventJson.read(wire.object("event")));
  }

  /// The same with an event that was read already.
  ///
  /// @throws IllegalArgumentException when a member is missing or of the wrong type
  public static Row read(Json.Obj wire, Event event) {
    Long offset = wire.whole("offset");
    String receivedAt = wire.text("received_at");
    if (offset == null || receivedAt == null) {
      throw new IllegalArgumentException("a row has an offset and a received_at");
    }
    return new Row(
        offset,
        Timestamp.parse(receivedAt),
        Row.Verdict.parse(wire.text("verdict", "")),
        event,
        new Digest(wire.text("event_digest", "")),
        new Digest(wire.text("chain", "")),
        payload(wire));
  }

  /// The payload that stands in a row; null when none does.
  ///
  /// @throws IllegalArgumentException when it is not base64 where it should be
  public static @Nullable Payload payload(Json.Obj wire) {
    String text = wire.text("raw");
    if (text != null) {
      return Payload.of(text);
    }
    String base64 = wire.text("raw_base64");
    return base64 == null ? null : Payload.of(Base64.getDecoder().decode(base64));
  }
}
