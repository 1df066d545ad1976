/// What is counted, for Prometheus.
@NullMarked
package dev.clew.server.metrics;

import org.jspecify.annotations.NullMarked;
