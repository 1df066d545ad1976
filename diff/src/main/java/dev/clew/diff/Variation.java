package dev.clew.diff;

import dev.clew.diff.part.RunProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What other runs say about a fact: whether it differs among good runs too, and whether the run in
/// question differs from all of them.
final class Variation {
  private final Set<String> varies = new HashSet<>();
  private final List<Set<String>> differs;

  private Variation(List<Set<String>> differs) {
    this.differs = differs;
  }

  /// @param good the first is the one that is compared with
  /// @param witnesses pairs of good attempts of one run
  static Variation of(List<RunProfile> good, RunProfile after, List<List<RunProfile>> witnesses) {
    Variation variation = new Variation(new java.util.ArrayList<>());
    for (RunProfile other : good.subList(1, good.size())) {
      variation.takeNote(good.getFirst(), other);
      variation.differs.add(paths(Observations.between(other, after), false));
    }
    for (List<RunProfile> pair : witnesses) {
      variation.takeNote(pair.getFirst(), pair.getLast());
    }
    return variation;
  }

  private void takeNote(RunProfile one, RunProfile other) {
    varies.addAll(paths(Observations.between(one, other), true));
  }

  private static Set<String> paths(Observations observations, boolean values) {
    Set<String> paths = new HashSet<>();
    for (Observation observation : observations.all()) {
      if (!values || observation.form() == Change.Form.VALUE) {
        paths.add(observation.path());
      }
    }
    return paths;
  }

  /// A value that differs among good runs says nothing; a status or a decision that does is only
  /// left out when one of them is like this run.
  boolean isNoise(Observation observation) {
    if (observation.kind().mayBeVolatile() && varies.contains(observation.path())) {
      return true;
    }
    for (Set<String> paths : differs) {
      if (!paths.contains(observation.path())) {
        return true;
      }
    }
    return false;
  }
}
