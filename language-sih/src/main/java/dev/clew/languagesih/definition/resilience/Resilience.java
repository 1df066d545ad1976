package dev.clew.languagesih.definition.resilience;

import dev.clew.core.Nearest;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The named policies of `resilience`, which stages refer to. Names ignore case.
public record Resilience(
    NavigableMap<String, RetryPolicy> retries, NavigableMap<String, BreakerPolicy> breakers) {
  public static Resilience none() {
    return new Resilience(
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
  }

  /// Null when there is none of that name, which is reported.
  ///
  /// @param ref null when the stage refers to none, which is a policy that says nothing
  public @Nullable RetryPolicy retry(@Nullable Scalar ref, FileReading reading) {
    return ref == null ? RetryPolicy.NONE : named(ref, retries, "retries", reading);
  }

  /// As [#retry].
  public @Nullable BreakerPolicy breaker(@Nullable Scalar ref, FileReading reading) {
    return ref == null ? BreakerPolicy.NONE : named(ref, breakers, "circuitBreakers", reading);
  }

  private static <P> @Nullable P named(
      Scalar ref, Map<String, P> policies, String key, FileReading reading) {
    P policy = policies.get(ref.text());
    if (policy == null) {
      reading.complain(
          SihRule.WORKFLOW_UNKNOWN_POLICY,
          ref.at(),
          "'resilience." + key + "' has no '" + ref.text() + "'",
          Nearest.to(ref.text(), policies.keySet()));
    }
    return policy;
  }
}
