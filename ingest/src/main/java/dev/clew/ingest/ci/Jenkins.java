package dev.clew.ingest.ci;

import dev.clew.core.event.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The console of a build of Jenkins, of a pipeline or of any other project. With its plugin for
/// times a line begins with one, whole or of the clock alone; then the day is that of the time
/// before it, else the last one on which the log can have come.
final class Jenkins implements Dialect {
  private static final String PIPELINE = "[Pipeline] ";
  private static final String OPEN = PIPELINE + "{";
  private static final String CLOSE = PIPELINE + "}";
  private static final String EXIT = "ERROR: script returned exit code";
  private static final String FINISHED = "Finished: ";
  private static final String SKIPPED = "Stage \"";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int CLOCK_CHARS = "13:00:00".length();

  private final Instant arrived;
  private final Deque<Boolean> blocks = new ArrayDeque<>();
  private @Nullable Integer exitCode;
  private @Nullable Instant before;

  Jenkins(Timestamp arrivedAt) {
    this.arrived = arrivedAt.instant();
  }

  @Override
  public LineTime time(Line line) {
    LineTime whole = LineTime.iso(line);
    Timestamp at = whole.at();
    if (at != null) {
      before = at.instant();
      return whole;
    }
    return clock(line.head());
  }

  private LineTime clock(String head) {
    boolean isClock =
        head.length() > CLOCK_CHARS
            && head.charAt(2) == ':'
            && head.charAt(5) == ':'
            && head.charAt(CLOCK_CHARS) == ' ';
    if (!isClock) {
      return LineTime.NONE;
    }
    try {
      LocalTime time = LocalTime.parse(head.substring(0, CLOCK_CHARS));
      Instant at = before == null ? first(time) : following(time, before);
      before = at;
      return new LineTime(new Timestamp(at, 0), CLOCK_CHARS + 1);
    } catch (RuntimeException e) {
      return LineTime.NONE;
    }
  }

  private Instant first(LocalTime time) {
    Instant at = on(arrived, time);
    return at.isAfter(arrived) ? at.minus(DAY) : at;
  }

  private static Instant following(LocalTime time, Instant known) {
    Instant at = on(known, time);
    return at.isBefore(known.minus(DAY.dividedBy(2))) ? at.plus(DAY) : at;
  }

  private static Instant on(Instant day, LocalTime time) {
    return time.atDate(LocalDate.ofInstant(day, ZoneOffset.UTC)).toInstant(ZoneOffset.UTC);
  }

  @Override
  public void read(Line line, Script script) {
    if (line.startsWith(OPEN)) {
      String name = line.text(OPEN.length());
      boolean isNamed = name.startsWith("(") && name.endsWith(")");
      blocks.push(isNamed);
      if (isNamed) {
        String own = name.substring(1, name.length() - 1);
        script.begin(own, own.equals("Declarative: Post Actions"));
      }
    } else if (line.startsWith(CLOSE)) {
      Boolean isStage = blocks.poll();
      if (isStage != null && isStage) {
        script.end();
      }
    } else if (line.startsWith(FINISHED)) {
      script.ended(ending(line.text(FINISHED.length())));
    } else if (line.startsWith(EXIT)) {
      exitCode = Ending.codeAfter(line.head(), "exit code");
    } else if (line.startsWith(SKIPPED) && line.head().contains("\" skipped due to ")) {
      script.skipped();
    } else if (!line.startsWith(PIPELINE)) {
      script.text(line);
    }
  }

  private Ending ending(String word) {
    return new Ending(
        switch (word) {
          case "SUCCESS" -> Ending.Result.SUCCEEDED;
          case "UNSTABLE" -> Ending.Result.COMPLETED_WITH_FAILURES;
          case "ABORTED", "NOT_BUILT" -> Ending.Result.CANCELLED;
          default -> Ending.Result.FAILED;
        },
        exitCode);
  }
}
