package dev.clew.document;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a report document back into the rows that it was made from. A report is not a lesser thing
/// than its ledger: all that clew derives from the one it derives from the other.
///
/// @param rows in the order of their offsets, with their payloads
/// @param leftOut how many rows of the ledger the report does not have, because they did not fit
public record ReportReader(
    List<Row> rows, LedgerFacts ledger, RunView.Writer writer, long leftOut) {
  public ReportReader {
    rows = List.copyOf(rows);
  }

  /// @throws Unreadable when it is not a report, or a newer one than this program knows
  public static ReportReader read(Json document) throws Unreadable {
    if (!(document instanceof Json.Obj report) || !"clew.report".equals(report.text("format"))) {
      throw new Unreadable("this is no report of clew: it has no format \"clew.report\"");
    }
    Long version = report.whole("format_version");
    if (version == null || version < 1) {
      throw new Unreadable("this report has no format_version");
    }
    if (version > ReportDocument.FORMAT_VERSION) {
      throw new Unreadable(
          "this report has format version "
              + version
              + ", and this clew reads up to "
              + ReportDocument.FORMAT_VERSION
              + ": open it with a newer clew");
    }
    try {
      List<Row> rows = rows(report);
      return new ReportReader(
          rows,
          ledger(report.object("ledger"), rows, leftOut(report)),
          "present".equals(report.text("writer")) ? RunView.Writer.PRESENT : RunView.Writer.ABSENT,
          leftOut(report));
    } catch (IllegalArgumentException e) {
      throw new Unreadable("this report is damaged: " + e.getMessage());
    }
  }

  private static long leftOut(Json.Obj report) {
    Long rows = report.object("left_out").whole("rows");
    return rows == null ? 0 : Math.max(0, rows);
  }

  private static List<Row> rows(Json.Obj report) throws Unreadable {
    List<Row> rows = new ArrayList<>();
    for (Json.Obj wire : report.objects("events")) {
      String pointer = wire.text("raw_at");
      Json.Obj whole = pointer == null ? wire : withPayload(wire, pointer, report);
      try {
        rows.add(RowJson.read(whole));
      } catch (IllegalArgumentException e) {
        throw new Unreadable(
            "this report is damaged: /events/" + rows.size() + " is no row: " + e.getMessage());
      }
    }
    return rows;
  }

  private static Json.Obj withPayload(Json.Obj wire, String pointer, Json.Obj report)
      throws Unreadable {
    if (!(resolve(report, pointer) instanceof Json.Str content)) {
      throw new Unreadable("this report is damaged: there is no payload at " + pointer);
    }
    return wire.with(pointer.endsWith("/base64") ? "raw_base64" : "raw", content);
  }

  /// RFC 6901, without the escapes: no member that we point to has a `/` or `~` in its name.
  private static @Nullable Json resolve(Json.Obj report, String pointer) {
    if (!pointer.startsWith("/")) {
      return null;
    }
    Json at = report;
    for (String step : pointer.substring(1).split("/", -1)) {
      at =
          switch (at) {
            case Json.Obj object -> object.get(step);
            case Json.Arr array -> item(array, step);
            case null -> null;
            default -> null;
          };
    }
    return at;
  }

  private static @Nullable Json item(Json.Arr array, String step) {
    int index = Integer.parseInt(step);
    return index >= 0 && index < array.size() ? array.items().get(index) : null;
  }

  private static LedgerFacts ledger(Json.Obj wire, List<Row> rows, long leftOut) {
    String namespace = rows.isEmpty() ? "" : rows.getFirst().event().namespace();
    String runId = rows.isEmpty() ? "" : rows.getFirst().event().runId();
    LedgerFacts.@Nullable Damage damage = null;
    if (wire.get("damage") instanceof Json.Obj said) {
      Long atByte = said.whole("at_byte");
      Long row = said.whole("row");
      damage =
          new LedgerFacts.Damage(
              atByte == null ? 0 : atByte, row == null ? 0 : row, said.text("what", ""));
    }
    return new LedgerFacts(
        new LedgerId(namespace, runId, wire.text("ledger_id", "")),
        rows.size() + leftOut,
        new Digest(wire.text("content_root", "")),
        new Digest(wire.text("chain_head", "")),
        wire.whole("torn_bytes"),
        damage);
  }

  /// The document cannot be read; the message says why, in one sentence.
  public static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }
}
