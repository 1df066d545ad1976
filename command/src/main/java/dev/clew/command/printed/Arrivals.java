package dev.clew.command.printed;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When the bytes of a stream came, by their places in the stream as it came. Not thread-safe.
final class Arrivals {
  /// Where each piece ends, and when it came, from `first` up to `size`.
  private long[] ends = new long[64];

  private @Nullable Instant[] times = new Instant[64];

  /// The piece that was asked for last, which most often is asked for again.
  private long foundFrom;

  private long foundTo;
  private Instant foundAt = Instant.EPOCH;
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
    int room = kept > ends.length / 2 ? 2 * ends.length : ends.length;
    ends = Arrays.copyOf(Arrays.copyOfRange(ends, first, size), room);
    times = Arrays.copyOf(Arrays.copyOfRange(times, first, size), room);
    first = 0;
    size = kept;
  }

  /// When the byte at that place came; for one that has not come yet, when the last did.
  Instant of(long offset) {
    if (first == size) {
      return Instant.EPOCH;
    }
    if (offset < foundFrom || offset >= foundTo) {
      find(offset);
    }
    return foundAt;
  }

  private void find(long offset) {
    int place = Arrays.binarySearch(ends, first, size, offset + 1);
    int piece = Math.min(place < 0 ? -place - 1 : place, size - 1);
    Instant at = times[piece];
    foundAt = at == null ? Instant.EPOCH : at;
    foundFrom = piece == first ? 0 : ends[piece - 1];
    foundTo = ends[piece];
  }

  /// Nobody will ask for what lies before that place any more.
  void forgetBefore(long offset) {
    while (size - first > 1 && ends[first] <= offset) {
      first++;
    }
  }
}
