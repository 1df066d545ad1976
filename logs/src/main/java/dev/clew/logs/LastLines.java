package dev.clew.logs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last lines that are no rows: if what printed them fails, they become some. Not thread-safe.
///
/// @param <C> what is known of a line beside what it says
public final class LastLines<C> {
  /// `log.last`: so many.
  public static final int MOST = 50;

  private final List<Place<C>> places = new ArrayList<>();
  private long added;

  private static final class Place<C> {
    private final KeptLine line = new KeptLine();
    private @Nullable C about;
  }

  /// A line that was left out.
  public record Left<C>(LogRecord line, C about) {}

  /// One more line was left out.
  public void add(LogRecord line, C about) {
    next(about).keep(line);
  }

  /// The same of a line that was not read.
  public void add(AlikeLine line, C about) {
    next(about).keep(line);
  }

  private KeptLine next(C about) {
    int number = (int) (added++ % MOST);
    if (number == places.size()) {
      places.add(new Place<>());
    }
    Place<C> place = places.get(number);
    place.about = about;
    return place.line;
  }

  /// In the order in which they came.
  public List<Left<C>> all() {
    List<Left<C>> all = new ArrayList<>();
    for (long number = Math.max(0, added - MOST); number < added; number++) {
      Place<C> place = places.get((int) (number % MOST));
      C about = place.about;
      if (about != null) {
        all.add(new Left<>(place.line.record(), about));
      }
    }
    return all;
  }
}
