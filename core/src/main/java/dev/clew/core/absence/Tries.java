package dev.clew.core.absence;

import dev.clew.core.absence.Absence.Code;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts and ends of the tries of stages that are not there. Every try has both; the announcement
/// of another try ends the one before it. A stage that an attempt took over from another one has
/// neither.
final class Tries {
  private Tries() {}

  private record Try(StagePath stage, int number) {
    @Override
    public String toString() {
      return number == 1 ? stage.toString() : stage + "#" + number;
    }
  }

  /// @param over whether the attempt is, so that an end is owed
  static List<Absence> of(AttemptView attempt, boolean over) {
    List<Absence> absences = new ArrayList<>();
    Map<Try, Long> open = new LinkedHashMap<>();
    Set<Try> closed = new HashSet<>();
    Map<StagePath, Integer> newest = new HashMap<>();
    for (Row row : attempt.rows()) {
      Event event = row.event();
      StagePath path = event.path();
      if (path == null || !isTry(event) || AnyEvent.from(event).has(AnyEvent.REUSED_FROM)) {
        continue;
      }
      if (event.is(Kind.STAGE_STARTED)) {
        int number = number(event, newest.getOrDefault(path, 0) + 1);
        newest.merge(path, number, Math::max);
        open.put(new Try(path, number), row.offset());
        continue;
      }
      Try ended = new Try(path, number(event, newest.getOrDefault(path, 1)));
      if (open.remove(ended) == null && closed.add(ended)) {
        String what = ended + " ended, and nothing says that it started";
        absences.add(new Absence(Code.NO_STAGE_START, what, ended.toString(), null, row.offset()));
      }
      closed.add(ended);
    }
    if (over) {
      open.forEach((unclosed, row) -> {
        String what = unclosed + " started, and nothing says how it ended";
        absences.add(new Absence(Code.NO_STAGE_END, what, unclosed.toString(), null, row));
      });
    }
    return absences;
  }

  private static int number(Event event, int otherwise) {
    Integer said = event.tryNumber();
    return said == null ? otherwise : said;
  }

  /// Whether it begins, ends or announces a try.
  static boolean isTry(Event event) {
    return event.is(Kind.STAGE_STARTED)
        || event.is(Kind.STAGE_RETRY_SCHEDULED)
        || event.is(Kind.STAGE_COMPLETED)
        || event.is(Kind.STAGE_FAILED)
        || event.is(Kind.STAGE_CANCELLED);
  }
}
