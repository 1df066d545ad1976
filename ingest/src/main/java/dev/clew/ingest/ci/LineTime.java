package dev.clew.ingest.ci;

import dev.clew.core.event.Timestamp;
import org.jspecify.annotations.Nullable;

/// The time that a line begins with.
///
/// @param at null when it says none
/// @param length of what says it, with the space behind it
record LineTime(@Nullable Timestamp at, int length) {
  static final LineTime NONE = new LineTime(null, 0);
  private static final int SHORTEST = "2026-04-23T13:00:00Z".length();

  /// `2026-04-23T13:00:00.1234567Z text`, or the same in brackets.
  static LineTime iso(Line line) {
    int open = line.startsWith("[") ? 1 : 0;
    int from = line.from() + open;
    if (line.to() - from < SHORTEST || line.bytes()[from + 4] != '-') {
      return NONE;
    }
    String head = line.head();
    int end = head.indexOf(open == 1 ? ']' : ' ');
    int to = end < 0 ? head.length() : end;
    Timestamp at = parsed(head.substring(open, to));
    int behind = to + open;
    boolean hasSpace = behind < head.length() && head.charAt(behind) == ' ';
    return at == null
        ? NONE
        : new LineTime(at, Math.min(head.length(), behind) + (hasSpace ? 1 : 0));
  }

  private static @Nullable Timestamp parsed(String text) {
    try {
      return Timestamp.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
