package dev.clew.workflow.definition;

import java.util.NavigableMap;
import java.util.TreeMap;

/// The named policies of `resilience`, which stages refer to. Names ignore case.
record Resilience(
    NavigableMap<String, RetryPolicy> retries, NavigableMap<String, BreakerPolicy> breakers) {
  static Resilience none() {
    return new Resilience(
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
  }
}
