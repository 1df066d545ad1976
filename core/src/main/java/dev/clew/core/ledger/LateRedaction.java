package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.FoundSecret;
import dev.clew.core.fact.log.SecretFound;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Secrets that were learned after a row was written. The row cannot be changed; a `redaction_late`
/// event names the row and the places, and everything that is derived from the ledger leaves them
/// out (DESIGN §5.6).
public final class LateRedaction {
  private LateRedaction() {}

  /// @param where a JSON pointer into the row's event, or `/raw…` for its payload
  /// @param name what the placeholder calls the secret
  public record Finding(long row, String where, String name, int length) {
    public Json.Obj toJson() {
      return new Attributes()
          .with(FoundSecret.ROW, row)
          .with(FoundSecret.WHERE, where)
          .with(FoundSecret.NAME, name)
          .with(FoundSecret.LEN, length)
          .build();
    }
  }

  /// The rows with all that was found late taken out. Their digests stay those of what is stored.
  public static List<Row> applied(Collection<Row> rows) {
    return applied(rows, rows);
  }

  /// Some rows of a ledger with all that was found late taken out.
  ///
  /// @param late where that is said; other rows among them say nothing
  public static List<Row> applied(Collection<Row> rows, Collection<Row> late) {
    Map<Long, List<Finding>> byRow = new HashMap<>();
    for (Row row : late) {
      if (row.event().is(Kind.REDACTION_LATE)) {
        for (FoundSecret found : SecretFound.from(row.event()).findings()) {
          Finding finding = read(found);
          byRow.computeIfAbsent(finding.row(), offset -> new ArrayList<>()).add(finding);
        }
      }
    }
    List<Row> applied = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<Finding> findings = byRow.get(row.offset());
      applied.add(findings == null ? row : without(row, findings));
    }
    return applied;
  }

  /// The offsets of the rows that [#applied] takes something out of.
  public static Set<Long> rows(Collection<Row> rows) {
    Set<Long> redacted = new HashSet<>();
    for (Row row : rows) {
      if (row.event().is(Kind.REDACTION_LATE)) {
        for (FoundSecret found : SecretFound.from(row.event()).findings()) {
          redacted.add(read(found).row());
        }
      }
    }
    return redacted;
  }

  private static Finding read(FoundSecret found) {
    Long length = found.len();
    return new Finding(
        found.get(FoundSecret.ROW, -1L),
        found.where(),
        found.get(FoundSecret.NAME, "secret"),
        length == null ? 0 : Math.clamp(length, 0, Integer.MAX_VALUE));
  }

  private static Row without(Row row, List<Finding> findings) {
    Json event = EventJson.write(row.event());
    Payload payload = row.payload();
    for (Finding finding : findings) {
      String placeholder = "[redacted:" + finding.name() + " len=" + finding.length() + "]";
      if (finding.where().equals("/raw") || finding.where().startsWith("/raw/")) {
        payload = payload == null ? null : Payload.of(placeholder);
      } else if (finding.where().startsWith("/")) {
        String[] steps = finding.where().substring(1).split("/", -1);
        event = replaced(event, steps, 0, steps[0].equals("stage") ? "redacted" : placeholder);
      }
    }
    Event cleaned = read(event, row.event());
    return new Row(
        row.offset(),
        row.receivedAt(),
        row.verdict(),
        cleaned,
        row.eventDigest(),
        row.chain(),
        payload);
  }

  /// A finding of an event that somebody else wrote may name a place that cannot be taken out.
  private static Event read(Json event, Event stored) {
    try {
      return event instanceof Json.Obj object ? EventJson.read(object) : stored;
    } catch (IllegalArgumentException e) {
      return stored;
    }
  }

  private static Json replaced(
      @Nullable Json value, String[] steps, int depth, String placeholder) {
    if (value == null || depth == steps.length) {
      return Json.of(placeholder);
    }
    String step = steps[depth].replace("~1", "/").replace("~0", "~");
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        Json member = members.get(step);
        if (member == null && depth > 0) {
          yield Json.of(placeholder);
        }
        members.computeIfPresent(step, (name, old) -> replaced(old, steps, depth + 1, placeholder));
        yield new Json.Obj(members);
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>(array.items());
        int index = index(step, items.size());
        if (index >= 0) {
          items.set(index, replaced(items.get(index), steps, depth + 1, placeholder));
        }
        yield new Json.Arr(items);
      }
      case Json scalar -> Json.of(placeholder);
    };
  }

  private static int index(String step, int size) {
    try {
      int index = Integer.parseInt(step);
      return index < size ? index : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
