package dev.clew.cli.exec;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// When the bytes of a stream came, by their places in the stream as it came. Not thread-safe.
final class Arrivals {
  private final NavigableMap<Long, Instant> ends = new TreeMap<>();
  private long end;

  /// More bytes have come, all of them at that moment.
  void add(int count, Instant at) {
    end += count;
    if (count > 0) {
      ends.put(end, at);
    }
  }

  /// When the byte at that place came; for one that has not come yet, when the last did.
  Instant of(long offset) {
    Map.Entry<Long, Instant> piece = ends.higherEntry(offset);
    Map.Entry<Long, Instant> found = piece == null ? ends.lastEntry() : piece;
    return found == null ? Instant.EPOCH : found.getValue();
  }

  /// Nobody will ask for what lies before that place any more.
  void forgetBefore(long offset) {
    while (ends.size() > 1 && ends.firstKey() <= offset) {
      ends.pollFirstEntry();
    }
  }
}
