package dev.clew.server.retention;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// For how long runs are kept after their newest row: what no rule is about stays.
///
/// @param runs of all workflows that have no time of their own; null when they stay
/// @param unnamed of traces that named no run; null when they are kept as others are
/// @param byWorkflow of single workflows, by their names
public record Retention(
    @Nullable KeepTime runs, @Nullable KeepTime unnamed, Map<String, KeepTime> byWorkflow) {
  public static final Retention NONE = new Retention(null, null, Map.of());

  private static final String RUNS = "runs";
  private static final String UNNAMED = "unnamed";
  private static final List<String> TIERS = List.of(RUNS, UNNAMED);

  public Retention {
    byWorkflow = Map.copyOf(byWorkflow);
  }

  /// Which rule a run falls under, in the words of a tombstone.
  record Policy(KeepTime time, String words) {}

  /// @param rules `runs=400d`, `runs:NAME=900d` for one workflow, `unnamed=7d`
  /// @throws Refusal when one of them is none, or is given twice
  public static Retention parse(List<String> rules) {
    Map<String, KeepTime> tiers = new HashMap<>();
    Map<String, KeepTime> byWorkflow = new HashMap<>();
    for (String rule : rules) {
      int end = rule.lastIndexOf('=');
      String what = end < 0 ? rule : rule.substring(0, end);
      KeepTime time = KeepTime.parse(end < 0 ? "" : rule.substring(end + 1), rule);
      boolean isOfOne = what.startsWith(RUNS + ":");
      if (!isOfOne && !TIERS.contains(what)) {
        throw unknown(rule, what);
      }
      String name = isOfOne ? what.substring(RUNS.length() + 1) : what;
      if ((isOfOne ? byWorkflow : tiers).put(name, time) != null) {
        throw Refusal.invalid("--retain " + rule + ": there are two rules for " + what);
      }
    }
    return new Retention(tiers.get(RUNS), tiers.get(UNNAMED), byWorkflow);
  }

  private static Refusal unknown(String rule, String what) {
    String nearest = Nearest.to(what, TIERS);
    return Refusal.invalid(
        "--retain "
            + rule
            + ": nothing is called "
            + what
            + (nearest == null ? "" : "; did you mean " + nearest + "?")
            + " It is runs=TIME, runs:WORKFLOW=TIME or unnamed=TIME");
  }

  boolean isNone() {
    return equals(NONE);
  }

  /// Of a run by the name of its workflow; null when it stays.
  @Nullable Policy policy(String workflow, boolean isUnnamed) {
    KeepTime own = byWorkflow.get(workflow);
    if (own != null) {
      return new Policy(own, RUNS + ":" + workflow + " " + own.written());
    }
    if (isUnnamed && unnamed != null) {
      return new Policy(unnamed, UNNAMED + " " + unnamed.written());
    }
    return runs == null ? null : new Policy(runs, RUNS + " " + runs.written());
  }
}
