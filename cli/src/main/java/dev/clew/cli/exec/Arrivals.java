package dev.clew.cli.exec;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When the bytes of a stream came, by their places in the stream as it came. Not thread-safe.
final class Arrivals {
  /// Where each piece ends, and when it came, from `first` up to `size`.
  private long[] ends = new long[64];

  private @Nullable Instant[] times = new Instant[64];
  private int first;
  private int size;
  private long end;

  /// More bytes have come, all of them at that moment.
  void add(int count, Instant at) {
    if (count == 0) {
      return;
    }
    if (size == ends.length) {
      makeRoom();
    }
    end += count;
    ends[size] = end;
    times[size++] = at;
  }

  private void makeRoom() {
    int kept = size - first;
    long[] moreEnds = kept > ends.length / 2 ? new long[2 * ends.length] : ends;
    @Nullable Instant[] moreTimes = moreEnds == ends ? times : new Instant[moreEnds.length];
    System.arraycopy(ends, first, moreEnds, 0, kept);
    System.arraycopy(times, first, moreTimes, 0, kept);
    ends = moreEnds;
    times = moreTimes;
    first = 0;
    size = kept;
  }

  /// When the byte at that place came; for one that has not come yet, when the last did.
  Instant of(long offset) {
    if (first == size) {
      return Instant.EPOCH;
    }
    int found = Arrays.binarySearch(ends, first, size, offset + 1);
    Instant at = times[Math.min(found < 0 ? -found - 1 : found, size - 1)];
    return at == null ? Instant.EPOCH : at;
  }

  /// Nobody will ask for what lies before that place any more.
  void forgetBefore(long offset) {
    while (size - first > 1 && ends[first] <= offset) {
      first++;
    }
  }
}
