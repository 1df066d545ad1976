/// Benchmarks by JMH of what is measured in one warm process; whole processes are measured by the
/// scripts of the folder. See bench/README.md.
@NullMarked
package dev.clew.bench;

import org.jspecify.annotations.NullMarked;
