package dev.clew.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A try of a stage.
///
/// @param path names joined by `/`: `render/pages[3]`
/// @param tryNumber from 1
record Place(String path, int tryNumber) {
  private static final String RESERVED = "/[]~#%";
  private static final int MOST_CHARS = 200;

  /// A name as it stands in a path.
  static String encoded(@Nullable String name) {
    StringBuilder out = new StringBuilder();
    String some =
        name == null || name.isEmpty()
            ? "stage"
            : name.substring(0, Math.min(name.length(), MOST_CHARS));
    for (int at = 0; at < some.length(); at++) {
      char unit = some.charAt(at);
      if (RESERVED.indexOf(unit) >= 0) {
        out.append('%').append(Integer.toHexString(unit));
      } else {
        out.append(unit);
      }
    }
    return out.toString();
  }

  /// The places of an attempt. After a failure the same stage is the next try, after a success
  /// another visit. Thread-safe.
  static final class Places {
    private final Map<String, Tally> tallies = new HashMap<>();

    private static final class Tally {
      int visit = 1;
      int tries;
      boolean hasFailed = true;
    }

    synchronized Place enter(@Nullable Place parent, String name, @Nullable Integer item) {
      String own = encoded(name) + (item == null ? "" : "[" + Math.max(0, item) + "]");
      String path = parent == null ? own : parent.path + "/" + own;
      Tally tally = tallies.computeIfAbsent(path, any -> new Tally());
      if (tally.hasFailed) {
        tally.tries++;
      } else {
        tally.visit++;
        tally.tries = 1;
      }
      tally.hasFailed = false;
      return new Place(tally.visit == 1 ? path : path + "~" + tally.visit, tally.tries);
    }

    synchronized void failed(Place place) {
      Tally tally = tallies.get(place.path.replaceFirst("~\\d+$", ""));
      if (tally != null) {
        tally.hasFailed = true;
      }
    }

    /// Whether the last try of any stage failed.
    synchronized boolean hasFailure() {
      return tallies.values().stream().anyMatch(tally -> tally.hasFailed);
    }
  }
}
