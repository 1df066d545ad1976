package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.OutputSummarised;
import dev.clew.core.fact.log.PrintedLine;
import dev.clew.core.fact.log.PrintedTemplate;
import dev.clew.core.fact.run.PrintedLines;
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
  PrintedLines totals() {
    return new PrintedLines(
        new Attributes()
            .with(PrintedLines.EVENTS, rows)
            .with(PrintedLines.NOT_STORED, lines - rows)
            .build());
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
      List<PrintedTemplate> templates = new ArrayList<>(to - from);
      for (Count count : byNumber.subList(from, to)) {
        templates.add(template(count));
      }
      drafts.add(
          journal
              .event(
                  Kind.OUTPUT_SUMMARISED,
                  rows + " of " + lines + " lines are rows, the others are counted by template")
              .with(OutputSummarised.LINES, lines)
              .with(OutputSummarised.ROWS, rows)
              .with(OutputSummarised.UNCOUNTED, others == 0 ? null : others)
              .with(OutputSummarised.TEMPLATES, templates));
    }
    return drafts;
  }

  private static PrintedTemplate template(Count count) {
    Severity severity = count.first.severity();
    return new PrintedTemplate(
        new Attributes()
            .with(PrintedTemplate.STREAM, count.first.stream())
            .with(PrintedTemplate.TEMPLATE, count.first.template())
            .with(PrintedTemplate.TEMPLATE_ID, count.first.templateId())
            .with(PrintedTemplate.RULE, count.first.rule())
            .with(PrintedTemplate.SEVERITY, severity == null ? null : severity.wire())
            .with(PrintedTemplate.LINES, count.lines)
            .with(PrintedTemplate.ROWS, count.rows)
            .with(PrintedTemplate.FIRST, line(count.first, count.firstAt))
            .with(PrintedTemplate.LAST, line(count.last.record(), count.lastAt))
            .build());
  }

  private static PrintedLine line(LogRecord line, Instant at) {
    return new PrintedLine(
        new Attributes()
            .with(PrintedLine.AT, Timestamp.of(at))
            .with(PrintedLine.OFFSET, line.offset())
            .with(PrintedLine.LENGTH, line.length())
            .with(PrintedLine.TEXT, line.summary())
            .build());
  }
}
