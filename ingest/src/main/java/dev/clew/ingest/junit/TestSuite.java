package dev.clew.ingest.junit;

import dev.clew.core.event.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tests that ran together. A suite inside of another stands beside it. Not thread-safe.
final class TestSuite {
  final String name;
  final @Nullable Timestamp began;
  final Duration took;
  final List<TestCase> cases = new ArrayList<>();

  /// What was printed outside of its tests.
  final List<TestCase.Printed> said = new ArrayList<>();

  /// @param began null when it does not say
  TestSuite(String name, @Nullable Timestamp began, Duration took) {
    this.name = name;
    this.began = began;
    this.took = took;
  }

  /// Whether there is nothing to tell of it, as of one that only holds others.
  boolean isEmpty() {
    return cases.isEmpty() && said.isEmpty();
  }
}
