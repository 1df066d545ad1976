package dev.clew.ledgerfile.row;

import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.document.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A row of format 1 as the JSON of its frame.
public final class RowFrame {
  private RowFrame() {}

  /// @param event the canonical text of the row's event
  public static byte[] json(Row row, String event) {
    return RowJson.canonical(row, event).getBytes(StandardCharsets.UTF_8);
  }

  /// @throws NotARow when these are not the bytes of a row; for [RowReader.Check#EVERYTHING] to the
  ///   last byte
  static Row row(byte[] json, RowReader.Check check) throws NotARow {
    Row row;
    try {
      row = RowJson.read(object(json));
    } catch (IllegalArgumentException e) {
      throw new NotARow("the frame is not a row (" + e.getMessage() + ")");
    }
    if (check == RowReader.Check.EVERYTHING
        && !Arrays.equals(json(row, EventJson.canonical(row.event())), json)) {
      throw new NotARow("the row is not written canonically");
    }
    return row;
  }

  /// The payload of a row that was read before; null when it has none.
  static @Nullable Payload payload(byte[] json) throws NotARow {
    return RowJson.payload(object(json));
  }

  private static Json.Obj object(byte[] json) throws NotARow {
    try {
      if (JsonText.parseLarge(json) instanceof Json.Obj object) {
        return object;
      }
      throw new NotARow("the frame is not a JSON object");
    } catch (JsonText.Malformed e) {
      throw new NotARow("the frame is not JSON (" + e.getMessage() + ")");
    }
  }

  public static final class NotARow extends Exception {
    public NotARow(String what) {
      super(what);
    }
  }
}
