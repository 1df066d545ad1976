package dev.clew.document;

import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Which stages a document draws when its rows do not all fit: those that the explanation names,
/// then what went other than well, each with the workflows and loops that it is in, then what
/// stands around that and at both ends, then the others as they come.
///
/// @param kept in the order of the attempt
/// @param paths of those
/// @param leftOut how many others have which status, `planned` for none
record StageSelection(List<StageView> kept, Set<String> paths, Map<String, Long> leftOut) {
  private static final int AROUND = 10;
  private static final int ENDS = 20;

  /// So many that do not fit are tried before it is given up.
  private static final int MOST_MISFITS = 16;

  /// All of them, however many.
  static StageSelection all(List<StageView> stages) {
    return new StageSelection(stages, pathsOf(stages), Map.of());
  }

  /// @param named paths
  /// @param room in bytes of JSON
  /// @param size what a stage takes, with all that a document says about it
  static StageSelection of(
      List<StageView> stages, Set<String> named, long room, ToLongFunction<StageView> size) {
    Filling filling = new Filling(stages, room, size);
    filling.take(at -> named.contains(stages.get(at).path().toString()));
    filling.take(at -> isTelling(stages.get(at)));
    BitSet near = near(filling.taken, stages.size());
    filling.take(near::get);
    filling.take(at -> true);
    return filling.selection();
  }

  boolean has(@Nullable String path) {
    return path != null && paths.contains(path);
  }

  private static boolean isTelling(StageView stage) {
    StageStatus status = stage.status();
    return status != null && (status.unsuccessful() || status == StageStatus.RUNNING);
  }

  private static BitSet near(BitSet taken, int count) {
    BitSet near = new BitSet(count);
    for (int at = taken.nextSetBit(0); at >= 0; at = taken.nextSetBit(at + 1)) {
      near.set(Math.max(0, at - AROUND), Math.min(count, at + AROUND + 1));
    }
    near.set(0, Math.min(count, ENDS));
    near.set(Math.max(0, count - ENDS), count);
    return near;
  }

  private static Set<String> pathsOf(List<StageView> stages) {
    Set<String> paths = new HashSet<>();
    stages.forEach(stage -> paths.add(stage.path().toString()));
    return paths;
  }

  private static final class Filling {
    private final List<StageView> stages;
    private final ToLongFunction<StageView> size;
    private final Map<String, Integer> places = new HashMap<>();
    private final BitSet taken = new BitSet();
    private long room;

    Filling(List<StageView> stages, long room, ToLongFunction<StageView> size) {
      this.stages = stages;
      this.room = room;
      this.size = size;
      for (int at = 0; at < stages.size(); at++) {
        places.put(stages.get(at).path().toString(), at);
      }
    }

    void take(IntPredicate wanted) {
      int misfits = 0;
      for (int at = 0; at < stages.size() && misfits < MOST_MISFITS; at++) {
        if (!taken.get(at) && wanted.test(at) && !fits(at)) {
          misfits++;
        }
      }
    }

    /// With what it is in.
    private boolean fits(int stage) {
      List<Integer> all = new ArrayList<>();
      all.add(stage);
      for (String path : around(stages.get(stage).path().toString())) {
        Integer at = places.get(path);
        if (at != null && !taken.get(at)) {
          all.add(at);
        }
      }
      long needed = 0;
      for (int at : all) {
        needed += size.applyAsLong(stages.get(at));
      }
      if (needed > room) {
        return false;
      }
      room -= needed;
      all.forEach(taken::set);
      return true;
    }

    /// Of `a/b[3]`: `a/b` and `a`.
    private static List<String> around(String path) {
      List<String> paths = new ArrayList<>();
      for (int at = path.length() - 1; at > 0; at--) {
        char unit = path.charAt(at);
        if (unit == '/' || unit == '[') {
          paths.add(path.substring(0, at));
        }
      }
      return paths;
    }

    StageSelection selection() {
      List<StageView> kept = new ArrayList<>();
      Map<String, Long> leftOut = new TreeMap<>();
      for (int at = 0; at < stages.size(); at++) {
        StageStatus status = stages.get(at).status();
        if (taken.get(at)) {
          kept.add(stages.get(at));
        } else {
          leftOut.merge(status == null ? "planned" : status.wire(), 1L, Long::sum);
        }
      }
      return new StageSelection(List.copyOf(kept), pathsOf(kept), leftOut);
    }
  }
}
