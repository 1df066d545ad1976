package dev.clew.server.retention;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// For how long runs, and the payloads of runs, are kept after the newest row. What no rule is
/// about stays.
///
/// @param rules by what they are about: `runs`, `runs:NAME` of one workflow, `raw`, `raw:NAME`,
///   `unnamed`
public record Retention(Map<String, KeepTime> rules) {
  public static final Retention NONE = new Retention(Map.of());

  static final String RUNS = "runs";
  static final String RAW = "raw";
  static final String UNNAMED = "unnamed";
  private static final List<String> TIERS = List.of(RUNS, RAW, UNNAMED);

  public Retention {
    rules = Map.copyOf(rules);
  }

  /// A rule that something falls under, in the words of a tombstone.
  record Policy(KeepTime time, String words) {}

  /// @param rules `runs=400d`, `runs:NAME=900d` for one workflow, `raw=30d`, `unnamed=7d`
  /// @throws Refusal when one of them is none, or is given twice
  public static Retention parse(List<String> rules) {
    Map<String, KeepTime> times = new TreeMap<>();
    for (String rule : rules) {
      int end = rule.lastIndexOf('=');
      String what = end < 0 ? rule : rule.substring(0, end);
      if (!isTier(what)) {
        throw unknown(rule, what);
      }
      KeepTime time = KeepTime.parse(end < 0 ? "" : rule.substring(end + 1), rule);
      if (times.put(what, time) != null) {
        throw Refusal.invalid("retain " + rule + ": there are two rules for " + what);
      }
    }
    return new Retention(times);
  }

  private static boolean isTier(String what) {
    return TIERS.contains(what) || what.startsWith(RUNS + ":") || what.startsWith(RAW + ":");
  }

  private static Refusal unknown(String rule, String what) {
    String nearest = Nearest.to(what, TIERS);
    return Refusal.invalid(
        "retain "
            + rule
            + ": nothing is called "
            + what
            + (nearest == null ? "" : "; did you mean " + nearest + "?")
            + " It is runs=TIME, raw=TIME, either with :WORKFLOW, or unnamed=TIME");
  }

  boolean isNone() {
    return rules.isEmpty();
  }

  /// Of a workflow by its name, or of all; null when it stays.
  @Nullable Policy policy(String tier, String workflow) {
    Policy own = policy(tier + ":" + workflow);
    return own == null ? policy(tier) : own;
  }

  private @Nullable Policy policy(String what) {
    KeepTime time = rules.get(what);
    return time == null ? null : new Policy(time, what + " " + time.written());
  }

  /// Of a whole run.
  @Nullable Policy ofRun(String workflow, boolean isUnnamed) {
    Policy unnamed = isUnnamed ? policy(UNNAMED) : null;
    Policy own = policy(RUNS + ":" + workflow);
    if (own != null || unnamed == null) {
      return own == null ? policy(RUNS) : own;
    }
    return unnamed;
  }
}
