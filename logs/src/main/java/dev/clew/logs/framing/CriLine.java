package dev.clew.logs.framing;

import dev.clew.core.event.Timestamp;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the prefix that a Kubernetes container runtime writes before each line (CRI logging
/// format): `TIME stdout|stderr P|F MESSAGE`, where `P` marks a part that is to be continued. One
/// object is used for all lines, so that a line costs no memory.
final class CriLine {
  private static final int SHORTEST_TIME = 20;
  private static final int LONGEST_TIME = 35;
  private static final byte[] STDOUT = Bytes.of("stdout ");
  private static final byte[] STDERR = Bytes.of("stderr ");

  private boolean isStderr;
  private boolean isPartial;
  private int messageFrom;
  private int timeTo;

  /// Whether the line is one; only then the others say something.
  boolean read(byte[] bytes, int from, int to) {
    if (to - from < SHORTEST_TIME + STDOUT.length + 1
        || !Bytes.isDigit(bytes[from])
        || bytes[from + 4] != '-'
        || bytes[from + 7] != '-'
        || bytes[from + 10] != 'T') {
      return false;
    }
    timeTo = Bytes.indexOf(bytes, from + SHORTEST_TIME, Math.min(to, from + LONGEST_TIME + 1), ' ');
    if (timeTo < 0) {
      return false;
    }
    int tag = timeTo + 1;
    isStderr = Bytes.starts(bytes, tag, to, STDERR);
    if (!isStderr && !Bytes.starts(bytes, tag, to, STDOUT)) {
      return false;
    }
    int flag = tag + STDOUT.length;
    if (flag >= to || (bytes[flag] != 'P' && bytes[flag] != 'F')) {
      return false;
    }
    isPartial = bytes[flag] == 'P';
    int space = Bytes.indexOf(bytes, flag, to, ' ');
    messageFrom = space < 0 ? to : space + 1;
    return flag + 1 == to || bytes[flag + 1] == ' ' || bytes[flag + 1] == ':';
  }

  boolean isStderr() {
    return isStderr;
  }

  boolean isPartial() {
    return isPartial;
  }

  int messageFrom() {
    return messageFrom;
  }

  /// The runtime's time of the line; null when it is no date that exists.
  @Nullable Timestamp time(byte[] bytes, int from) {
    try {
      return Timestamp.parse(new String(bytes, from, timeTo - from, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
