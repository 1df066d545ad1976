package dev.clew.ingest.ci;

import dev.clew.core.event.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The log of a job of GitLab CI
/// (<https://docs.gitlab.com/ci/jobs/job_logs/#expand-and-collapse-job-log-sections>): sections
/// with times in seconds, between characters that hide them, and, if the runner is told so, a time
/// and a stream before each line.
final class GitLab implements Dialect {
  private static final String START = "section_start:";
  private static final String END = "section_end:";
  private static final String SUCCEEDED = "Job succeeded";
  private static final String FAILED = "ERROR: Job failed";

  /// Of seconds until the year 5138.
  private static final int MOST_DIGITS = 11;

  /// `00O `: the stream of a line, and whether it goes on the one before.
  private static final int STREAM_CHARS = 4;

  @Override
  public LineTime time(Line line) {
    LineTime time = LineTime.iso(line);
    Line rest = line.after(time.length());
    String head = rest.head();
    boolean hasStream =
        time.at() != null
            && head.length() >= STREAM_CHARS
            && (head.charAt(2) == 'O' || head.charAt(2) == 'E')
            && (head.charAt(3) == ' ' || head.charAt(3) == '+');
    return hasStream ? new LineTime(time.at(), time.length() + STREAM_CHARS) : time;
  }

  @Override
  public void read(Line line, Script script) {
    Line rest = marks(line, script);
    Line plain = rest.afterEscapes();
    if (plain.startsWith(SUCCEEDED)) {
      script.ended(new Ending(Ending.Result.SUCCEEDED, null));
    } else if (plain.startsWith(FAILED)) {
      failed(plain, script);
    } else {
      script.text(rest);
    }
  }

  private static void failed(Line line, Script script) {
    String said = line.head();
    Integer code = Ending.codeAfter(said, "exit code");
    if (code == null && said.contains("canceled")) {
      script.ended(new Ending(Ending.Result.CANCELLED, null));
      return;
    }
    if (code == null) {
      script.error(line);
    }
    script.ended(new Ending(Ending.Result.FAILED, code));
  }

  /// Passes over all that the line begins with; one mark may follow the other.
  private static Line marks(Line line, Script script) {
    Line at = line;
    for (Line next = at.afterEscapes(); isMark(next); next = at.afterEscapes()) {
      String head = next.head();
      int end = head.indexOf('\r');
      String mark = end < 0 ? head : head.substring(0, end);
      mark(mark, script);
      at = next.after(end < 0 ? head.length() : end + 1);
    }
    return at;
  }

  private static boolean isMark(Line line) {
    return line.startsWith(START) || line.startsWith(END);
  }

  private static void mark(String mark, Script script) {
    String[] parts = mark.split(":", 3);
    Timestamp at = parts.length < 3 ? null : time(parts[1]);
    if (at == null) {
      return;
    }
    script.at(at);
    int options = parts[2].indexOf('[');
    String name = options < 0 ? parts[2] : parts[2].substring(0, options);
    if (mark.startsWith(START)) {
      script.begin(name, isCleanup(name));
    } else {
      script.end(name);
    }
  }

  private static @Nullable Timestamp time(String seconds) {
    boolean isNumber = !seconds.isEmpty() && seconds.length() <= MOST_DIGITS;
    for (int at = 0; isNumber && at < seconds.length(); at++) {
      isNumber = seconds.charAt(at) >= '0' && seconds.charAt(at) <= '9';
    }
    return isNumber ? new Timestamp(Instant.ofEpochSecond(Long.parseLong(seconds)), 0) : null;
  }

  private static boolean isCleanup(String name) {
    return name.startsWith("cleanup_") || name.startsWith("after_") || name.endsWith("_on_failure");
  }
}
