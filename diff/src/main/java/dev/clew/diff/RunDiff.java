package dev.clew.diff;

import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between a run and the one that it is compared with. A pure function of both; the
/// order in which parallel stages, members and headers came makes no difference.
///
/// @param before the one that is compared with, the good one; null when it is a snapshot
/// @param baselines how many good runs there are
/// @param differences in the order of causes: the first is the first divergence
/// @param ignored facts that differ and make no difference, in the same order
/// @param notCompared facts that a side did not keep
/// @param stages how many were compared
/// @param compared how many values stood on both sides
public record RunDiff(
    @Nullable RunProfile before,
    RunProfile after,
    int baselines,
    List<Difference> differences,
    List<Ignored> ignored,
    List<NotCompared> notCompared,
    int stages,
    long compared) {
  public RunDiff {
    differences = List.copyOf(differences);
    ignored = List.copyOf(ignored);
    notCompared = List.copyOf(notCompared);
  }

  public static RunDiff of(RunProfile before, RunProfile after, DiffSettings settings) {
    return of(List.of(before), after, List.of(), settings);
  }

  /// @param good the first is the one that is shown beside this run; what is different in this one
  ///   is different from all of them
  /// @param witnesses pairs of good attempts of one run: what differs among them is volatile
  public static RunDiff of(
      List<RunProfile> good,
      RunProfile after,
      List<List<RunProfile>> witnesses,
      DiffSettings settings) {
    RunProfile before = good.getFirst();
    Observations observations = Observations.between(before, after);
    Judgement judgement =
        new Judgement(settings, Variation.of(good, after, witnesses)).judge(observations.all());
    return new RunDiff(
        before,
        after,
        good.size(),
        judgement.differences(),
        judgement.ignored(),
        observations.unknown(),
        stages(before, after),
        observations.compared());
  }

  private static int stages(RunProfile before, RunProfile after) {
    Set<String> names = new HashSet<>();
    for (RunProfile run : List.of(before, after)) {
      for (SnapshotPart part : run.parts()) {
        if (part.topic() == Topic.STAGES) {
          names.add(part.name());
        }
      }
    }
    return names.size();
  }

  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /// Null when nothing differs.
  public @Nullable Difference first() {
    return differences.isEmpty() ? null : differences.getFirst();
  }

  /// Differences that nothing earlier is known to have caused.
  public List<Difference> roots() {
    List<Difference> roots = new ArrayList<>();
    for (Difference difference : differences) {
      if (difference.because() == null) {
        roots.add(difference);
      }
    }
    return roots;
  }
}
