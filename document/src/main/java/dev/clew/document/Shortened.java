package dev.clew.document;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/// A list of which not all fits: what comes first in importance, in the order of the list.
///
/// @param leftOut how many others there are
record Shortened(List<Json> kept, long leftOut) {

  static Shortened whole(List<? extends Json> all) {
    return new Shortened(List.copyOf(all), 0);
  }

  /// @param room in bytes of JSON
  /// @param important what is taken before the others
  static Shortened of(List<? extends Json> all, long room, Predicate<Json.Obj> important) {
    BitSet taken = new BitSet();
    long left = room;
    for (boolean first : new boolean[] {true, false}) {
      for (int at = 0; at < all.size() && left > 0; at++) {
        Json one = all.get(at);
        if (taken.get(at) || (first && !(one instanceof Json.Obj about && important.test(about)))) {
          continue;
        }
        left -= sizeOf(one);
        if (left >= 0) {
          taken.set(at);
        }
      }
    }
    List<Json> kept = new ArrayList<>();
    taken.stream().forEach(at -> kept.add(all.get(at)));
    return new Shortened(List.copyOf(kept), all.size() - kept.size());
  }

  long sizeBytes() {
    return kept.stream().mapToLong(Shortened::sizeOf).sum();
  }

  /// In bytes, nearly.
  static long sizeOf(Json value) {
    return Canonical.text(value).length() + 1L;
  }
}
