package dev.clew.diff;

import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stages that run in another order. Only those have an order that ran while no other did: which of
/// two parallel stages comes first is chance.
final class MovedStages {
  /// @param before its neighbour before it, in the run that is compared with; empty for the first
  record Moved(SnapshotPart stage, String before, String after) {}

  private MovedStages() {}

  static List<Moved> moved(RunProfile before, RunProfile after) {
    List<SnapshotPart> one = sequential(before);
    List<SnapshotPart> other = sequential(after);
    Set<String> common = names(one);
    common.retainAll(names(other));
    one.removeIf(part -> !common.contains(part.name()));
    other.removeIf(part -> !common.contains(part.name()));
    Map<String, Integer> places = new HashMap<>();
    for (int at = 0; at < one.size(); at++) {
      places.put(one.get(at).name(), at);
    }
    List<Moved> moved = new ArrayList<>();
    boolean[] stays = longestRising(other.stream().mapToInt(part -> place(places, part)).toArray());
    for (int at = 0; at < other.size(); at++) {
      if (!stays[at]) {
        int was = place(places, other.get(at));
        moved.add(
            new Moved(
                other.get(at),
                was == 0 ? "" : one.get(was - 1).name(),
                at == 0 ? "" : other.get(at - 1).name()));
      }
    }
    return moved;
  }

  private static int place(Map<String, Integer> places, SnapshotPart part) {
    Integer place = places.get(part.name());
    return place == null ? -1 : place;
  }

  private static Set<String> names(List<SnapshotPart> parts) {
    Set<String> names = new HashSet<>();
    for (SnapshotPart part : parts) {
      names.add(part.name());
    }
    return names;
  }

  /// The stages without stages within them that no other one overlaps, in their order.
  static List<SnapshotPart> sequential(RunProfile run) {
    List<SnapshotPart> stages = new ArrayList<>();
    Set<String> parents = new HashSet<>();
    for (SnapshotPart part : run.parts()) {
      if (part.topic() == Topic.STAGES && part.first() != SnapshotPart.NO_ROW) {
        stages.add(part);
        int slash = part.name().lastIndexOf('/');
        for (; slash > 0; slash = part.name().lastIndexOf('/', slash - 1)) {
          parents.add(part.name().substring(0, slash));
        }
      }
    }
    stages.removeIf(part -> parents.contains(part.name()));
    stages.sort(Comparator.comparingLong(SnapshotPart::first));
    List<SnapshotPart> alone = new ArrayList<>();
    long open = -1;
    for (int at = 0; at < stages.size(); at++) {
      SnapshotPart stage = stages.get(at);
      boolean begins = stage.first() > open;
      open = Math.max(open, stage.last());
      boolean ends = at + 1 == stages.size() || stages.get(at + 1).first() > stage.last();
      if (begins && ends) {
        alone.add(stage);
      }
    }
    return alone;
  }

  /// Which of the numbers belong to a longest rising sequence.
  private static boolean[] longestRising(int[] numbers) {
    int[] tails = new int[numbers.length];
    int[] previous = new int[numbers.length];
    int length = 0;
    for (int at = 0; at < numbers.length; at++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (numbers[tails[middle]] < numbers[at]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[at] = low == 0 ? -1 : tails[low - 1];
      tails[low] = at;
      length = Math.max(length, low + 1);
    }
    boolean[] stays = new boolean[numbers.length];
    for (int at = length == 0 ? -1 : tails[length - 1]; at >= 0; at = previous[at]) {
      stays[at] = true;
    }
    return stays;
  }
}
