package dev.clew.document;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Which rows a document has when not all of them fit: what is cited, then what bounds the work or
/// went wrong, then what stands around what is cited and at the end, then the others, the newest
/// first. A pure function of the rows, the citations and the room.
///
/// @param kept in the order of their offsets
/// @param leftOut the others
record RowSelection(List<Row> kept, List<Row> leftOut) {
  /// Of a row in a document: its digests, its times and the names of its members.
  private static final int ROW_BYTES = 700;

  private static final int AROUND = 10;
  private static final int LAST = 50;

  /// @param cited offsets
  /// @param room in bytes of JSON
  static RowSelection of(List<Row> rows, Set<Long> cited, long room) {
    Filling filling = new Filling(rows, room);
    filling.take(at -> cited.contains(rows.get(at).offset()));
    filling.take(at -> isTelling(rows.get(at).event()));
    BitSet near = near(rows, cited);
    filling.take(near::get);
    filling.take(at -> true);
    return filling.selection();
  }

  /// What bounds the work, or went wrong: neither output nor the calls, which are many.
  private static boolean isTelling(Event event) {
    Severity severity = event.severity();
    if (severity != null && severity.compareTo(Severity.ERROR) >= 0) {
      return true;
    }
    Kind.Group group = AnyEvent.groupOf(event);
    return group != Kind.Group.LOG && event.toolCallId() == null && !event.is(Kind.HEARTBEAT);
  }

  private static BitSet near(List<Row> rows, Set<Long> cited) {
    BitSet near = new BitSet();
    for (int at = 0; at < rows.size(); at++) {
      if (cited.contains(rows.get(at).offset())) {
        near.set(Math.max(0, at - AROUND), Math.min(rows.size(), at + AROUND + 1));
      }
    }
    near.set(Math.max(0, rows.size() - LAST), rows.size());
    return near;
  }

  /// About how many bytes of JSON a row takes in a document; a call stands there twice.
  static long sizeOf(Row row) {
    Event event = row.event();
    long size = ROW_BYTES + event.summary().length() + sizeOf(AnyEvent.from(event).attributes());
    size *= event.toolCallId() == null ? 1 : 2;
    Payload payload = row.payload();
    return payload == null
        ? size
        : size
            + payload.sizeBytes()
            + (payload.isText() ? payload.sizeBytes() / 16 : payload.sizeBytes() / 3);
  }

  private static long sizeOf(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        long size = 2;
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          size += member.getKey().length() + 4 + sizeOf(member.getValue());
        }
        yield size;
      }
      case Json.Arr array -> {
        long size = 2;
        for (Json item : array.items()) {
          size += 1 + sizeOf(item);
        }
        yield size;
      }
      case Json.Str text -> text.value().length() + 2;
      case Json scalar -> 8;
    };
  }

  /// How many rows of each kind.
  static Json.Obj byKind(List<Row> rows) {
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(row.event().kind(), 1L, Long::sum));
    Json.Builder kinds = Json.object();
    counts.forEach((kind, count) -> kinds.put(kind, count));
    return kinds.build();
  }

  /// Where the rows are that were left out: from an offset to one, both included.
  List<Json> ranges() {
    List<Json> ranges = new ArrayList<>();
    for (int at = 0; at < leftOut.size(); ) {
      long from = leftOut.get(at).offset();
      long to = from;
      for (at++; at < leftOut.size() && leftOut.get(at).offset() == to + 1; at++) {
        to++;
      }
      ranges.add(Json.object().put("from", from).put("to", to).build());
    }
    return ranges;
  }

  private static final class Filling {
    private final List<Row> rows;
    private final BitSet taken = new BitSet();
    private long room;

    Filling(List<Row> rows, long room) {
      this.rows = rows;
      this.room = room;
    }

    /// The newest first, as far as they fit.
    void take(IntPredicate wanted) {
      for (int at = rows.size() - 1; at >= 0 && room > 0; at--) {
        if (!taken.get(at) && wanted.test(at)) {
          long size = sizeOf(rows.get(at));
          if (size <= room) {
            room -= size;
            taken.set(at);
          }
        }
      }
    }

    RowSelection selection() {
      List<Row> kept = new ArrayList<>();
      List<Row> leftOut = new ArrayList<>();
      for (int at = 0; at < rows.size(); at++) {
        (taken.get(at) ? kept : leftOut).add(rows.get(at));
      }
      return new RowSelection(kept, leftOut);
    }
  }
}
