package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.logs.framing.Bytes;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Reads the time and the level that a line of text begins with, in the forms of log4j, logback,
/// java.util.logging, Python's logging, glog and klog, syslog (RFC 3164 and 5424), Maven, npm, apt,
/// PostgreSQL, nginx, and `program: error:`. Not thread-safe.
final class LineText {
  /// How far into a line a level is looked for.
  static final int MAX_HEADER_BYTES = 200;

  private static final int MAX_TOKENS = 9;
  private static final int MAX_TOKENS_WITHOUT_TIME = 2;
  private static final int GLOG_CLOCK = 6;

  private final TimeReader clock;
  private @Nullable Severity severity;
  private int levelTo;

  LineText(ZoneId zone) {
    clock = new TimeReader(zone);
  }

  Parsed read(byte[] bytes, int from, int to) {
    severity = null;
    int at = Bytes.skipBlanks(bytes, from, to);
    if (at == to) {
      return new Parsed(null, null, from, null);
    }
    if (isGlog(bytes, at, to)) {
      int bracket = Bytes.indexOf(bytes, at, Math.min(to, at + MAX_HEADER_BYTES), ']');
      return new Parsed(
          Levels.ofLetter(bytes[at]), null, bracket < 0 ? at : message(bytes, bracket, to), null);
    }
    if (bytes[at] == '<') {
      at = priority(bytes, at, to);
    }
    int timeFrom = at < to && bytes[at] == '[' ? at + 1 : at;
    boolean hasTime = clock.read(bytes, timeFrom, to);
    Timestamp time = hasTime ? clock.time() : null;
    int rest = hasTime ? message(bytes, clock.end(), to) : at;
    if (severity == null) {
      level(bytes, rest, to, hasTime);
      if (severity != null) {
        rest = message(bytes, levelTo, to);
      }
    }
    return new Parsed(severity, time, rest, null);
  }

  /// Goes past what stands between the parts of a header.
  private static int message(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (Bytes.isBlank(bytes[at]) || isPunctuation(bytes[at]))) {
      at++;
    }
    return at;
  }

  private static boolean isPunctuation(byte unit) {
    return unit == ']' || unit == ':' || unit == '-' || unit == '|' || unit == ',' || unit == ')';
  }

  /// `E1122 08:09:23.183817 17496 memcache.go:265] …`
  private static boolean isGlog(byte[] bytes, int at, int to) {
    if (to - at < GLOG_CLOCK + 8 || bytes[at + 5] != ' ' || bytes[at + GLOG_CLOCK + 2] != ':') {
      return false;
    }
    for (int here = at + 1; here < at + 5; here++) {
      if (!Bytes.isDigit(bytes[here])) {
        return false;
      }
    }
    return Levels.ofLetter(bytes[at]) != null;
  }

  /// `<34>1 2003-10-11T22:14:15.003Z …` (RFC 5424 §6.2.1) and `<34>Oct 11 …` (RFC 3164): where it
  /// goes on.
  private int priority(byte[] bytes, int from, int to) {
    int value = 0;
    int at = from + 1;
    while (at < to && at < from + 4 && Bytes.isDigit(bytes[at])) {
      value = 10 * value + bytes[at] - '0';
      at++;
    }
    if (at == from + 1 || at == to || bytes[at] != '>') {
      return from;
    }
    severity = Levels.of(value & 7);
    at++;
    return at + 1 < to && bytes[at] == '1' && bytes[at + 1] == ' ' ? at + 2 : at;
  }

  /// Looks through the first words. After a time a level may stand behind a thread, a process or a
  /// logger; without one it is the first word, or the second after a program's name.
  private void level(byte[] bytes, int from, int to, boolean hasTime) {
    int limit = Math.min(to, from + MAX_HEADER_BYTES);
    int tokens = hasTime ? MAX_TOKENS : MAX_TOKENS_WITHOUT_TIME;
    int at = from;
    for (int token = 0; token < tokens && at < limit; token++) {
      while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t')) {
        at++;
      }
      int tokenTo = at;
      while (tokenTo < limit && bytes[tokenTo] != ' ' && bytes[tokenTo] != '\t') {
        tokenTo++;
      }
      if (token == 0 && special(bytes, at, tokenTo, limit)) {
        return;
      }
      if (levelIn(bytes, at, tokenTo, hasTime || token == 0)) {
        return;
      }
      boolean endsHeader = !hasTime && (tokenTo == at || bytes[tokenTo - 1] != ':');
      if (endsHeader) {
        return;
      }
      at = tokenTo;
    }
  }

  /// `E: Unable to locate package` of apt, `npm ERR!`, `npm error`.
  private boolean special(byte[] bytes, int from, int to, int limit) {
    if (to - from == 2 && bytes[from + 1] == ':') {
      severity = bytes[from] == 'E' || bytes[from] == 'W' ? Levels.ofLetter(bytes[from]) : null;
      levelTo = to;
      return severity != null;
    }
    if (to - from != 3 || !Bytes.starts(bytes, from, limit, Bytes.of("npm "))) {
      return false;
    }
    int wordTo = to + 1;
    while (wordTo < limit && Bytes.isLetter(bytes[wordTo])) {
      wordTo++;
    }
    severity = Levels.of(bytes, to + 1, wordTo);
    levelTo = wordTo < limit && bytes[wordTo] == '!' ? wordTo + 1 : wordTo;
    return severity != null;
  }

  /// A level is all in capitals, or in brackets, or stands before a colon. Python's default form
  /// has the logger behind it: `ERROR:root:message`.
  private boolean levelIn(byte[] bytes, int from, int to, boolean mayBeBare) {
    boolean isBracketed =
        from < to && (bytes[from] == '[' || bytes[from] == '(' || bytes[from] == '<');
    int wordFrom = isBracketed ? from + 1 : from;
    int wordTo = wordFrom;
    boolean isCapital = true;
    while (wordTo < to && Bytes.isLetter(bytes[wordTo])) {
      isCapital &= bytes[wordTo] <= 'Z';
      wordTo++;
    }
    boolean isAlone = wordTo == to;
    boolean isMarked = !isAlone && (isBracketed ? isClosing(bytes[wordTo]) : bytes[wordTo] == ':');
    boolean isBare = mayBeBare && isCapital && (isAlone || isClosing(bytes[wordTo]));
    if (!isMarked && !isBare) {
      return false;
    }
    severity = Levels.of(bytes, wordFrom, wordTo);
    levelTo = wordTo;
    return severity != null;
  }

  private static boolean isClosing(byte unit) {
    return unit == ']' || unit == ')' || unit == '>' || unit == ':' || unit == '|' || unit == ',';
  }
}
