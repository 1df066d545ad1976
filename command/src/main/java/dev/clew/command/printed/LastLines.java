package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.logs.AlikeLine;
import dev.clew.logs.KeptLine;
import dev.clew.logs.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last lines of both streams that are no rows: if the command fails, they become some. Not
/// thread-safe.
final class LastLines {
  private final Place[] places = new Place[ExecLimits.LOG_LAST];
  private long added;

  private static final class Place {
    private final KeptLine line = new KeptLine();
    private Instant at = Instant.EPOCH;
    private @Nullable String chunk;
  }

  /// A line that was left out.
  ///
  /// @param chunk the digest of the chunk with its bytes; null when that is not known any more
  record Left(LogRecord line, Instant at, @Nullable String chunk) {}

  /// One more line was left out.
  void add(LogRecord line, Instant at, @Nullable String chunk) {
    next(at, chunk).keep(line);
  }

  /// The same of a line that was not read.
  void add(AlikeLine line, Instant at, @Nullable String chunk) {
    next(at, chunk).keep(line);
  }

  private KeptLine next(Instant at, @Nullable String chunk) {
    int number = (int) (added++ % places.length);
    Place place = places[number] == null ? new Place() : places[number];
    places[number] = place;
    place.at = at;
    place.chunk = chunk;
    return place.line;
  }

  /// In the order in which they came.
  List<Left> all() {
    List<Left> all = new ArrayList<>();
    for (long number = Math.max(0, added - places.length); number < added; number++) {
      Place place = places[(int) (number % places.length)];
      all.add(new Left(place.line.record(), place.at, place.chunk));
    }
    return all;
  }
}
