package dev.clew.server.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Counts values by buckets. Thread-safe.
final class Histogram {
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /// @param bounds up to which a bucket goes, rising
  Histogram(double[] bounds) {
    this.bounds = bounds.clone();
    counts = new LongAdder[bounds.length + 1];
    for (int at = 0; at < counts.length; at++) {
      counts[at] = new LongAdder();
    }
  }

  void observe(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  void write(String name, PrometheusText out) {
    long below = 0;
    for (int at = 0; at < bounds.length; at++) {
      below += counts[at].sum();
      out.sample(name + "_bucket", below, "le", Double.toString(bounds[at]));
    }
    below += counts[bounds.length].sum();
    out.sample(name + "_bucket", below, "le", "+Inf");
    out.fraction(name + "_sum", sum.sum());
    out.sample(name + "_count", below);
  }
}
