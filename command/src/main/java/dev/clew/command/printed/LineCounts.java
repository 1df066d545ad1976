package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.logs.AlikeLine;
import dev.clew.logs.KeptLine;
import dev.clew.logs.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command printed, counted by template: how often, where and when first and last, and how
/// many of them are rows. Not thread-safe.
final class LineCounts {
  /// An event takes no more than a megabyte.
  private static final int TEMPLATES_A_ROW = 100;

  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /// The same by the number of the line that others are like, which is found faster.
  private final @Nullable Alike[] alike = new Alike[AlikeLine.NUMBERS];

  private long lines;
  private long rows;
  private long others;

  private record Alike(String stream, long offset, Count count) {
    boolean isOf(LogRecord like) {
      return offset == like.offset() && stream.equals(like.stream());
    }
  }

  private record Key(String stream, String templateId) {}

  private static final class Count {
    private final LogRecord first;
    private final Instant firstAt;
    private final KeptLine last = new KeptLine();
    private Instant lastAt;
    private long lines;
    private long rows;

    Count(LogRecord line, Instant at) {
      first = line;
      firstAt = at;
      last.keep(line);
      lastAt = at;
    }
  }

  /// @param isRow whether it became a row
  void add(LogRecord line, Instant at, boolean isRow) {
    lines++;
    rows += isRow ? 1 : 0;
    Count count = count(line, at);
    if (count != null) {
      count.last.keep(line);
      count.lastAt = at;
      count.lines++;
      count.rows += isRow ? 1 : 0;
    }
  }

  /// A line that is no row, and like one that was.
  void addAlike(AlikeLine line, Instant at) {
    lines++;
    Alike known = alike[line.number()];
    if (known == null || !known.isOf(line.like())) {
      Count found = count(line.like(), at);
      if (found == null) {
        return;
      }
      known = new Alike(line.like().stream(), line.like().offset(), found);
      alike[line.number()] = known;
    }
    Count count = known.count();
    count.last.keep(line);
    count.lastAt = at;
    count.lines++;
  }

  /// Null when there are too many.
  private @Nullable Count count(LogRecord line, Instant at) {
    Key key = new Key(line.stream(), line.templateId());
    Count count = counts.get(key);
    if (count == null) {
      if (counts.size() == ExecLimits.LOG_TEMPLATES) {
        others++;
        return null;
      }
      count = new Count(line, at);
      counts.put(key, count);
    }
    return count;
  }

  /// The line that was counted became a row after all.
  void becameRow(LogRecord line) {
    rows++;
    Count count = counts.get(new Key(line.stream(), line.templateId()));
    if (count != null) {
      count.rows++;
    }
  }

  /// For the end of the attempt.
  Json.Obj totals() {
    return Json.object().put("events", rows).put("not_stored", lines - rows).build();
  }

  /// The rows that say it, the most frequent templates first; none when every line is a row of its
  /// own.
  List<Recorder.Draft> rows(Journal journal) {
    if (lines == rows) {
      return List.of();
    }
    List<Count> byNumber = new ArrayList<>(counts.values());
    byNumber.sort(Comparator.comparingLong((Count count) -> count.lines).reversed());
    List<Recorder.Draft> drafts = new ArrayList<>();
    for (int from = 0; from < byNumber.size(); from += TEMPLATES_A_ROW) {
      int to = Math.min(byNumber.size(), from + TEMPLATES_A_ROW);
      drafts.add(
          journal
              .event(
                  Kind.OUTPUT_SUMMARISED,
                  rows + " of " + lines + " lines are rows, the others are counted by template")
              .with("lines", lines)
              .with("rows", rows)
              .with("uncounted", others == 0 ? null : others)
              .with(
                  "templates", byNumber.subList(from, to).stream().map(LineCounts::json).toList()));
    }
    return drafts;
  }

  private static Json json(Count count) {
    return Json.object()
        .put("stream", count.first.stream())
        .put("template", count.first.template())
        .put("template_id", count.first.templateId())
        .put("rule", count.first.rule())
        .put("severity", count.first.severity() == null ? null : count.first.severity().wire())
        .put("lines", count.lines)
        .put("rows", count.rows)
        .put("first", place(count.first, count.firstAt))
        .put("last", place(count.last.record(), count.lastAt))
        .build();
  }

  private static Json place(LogRecord line, Instant at) {
    return Json.object()
        .put("at", Timestamp.of(at).toString())
        .put("offset", line.offset())
        .put("length", line.length())
        .put("text", line.summary())
        .build();
  }
}
