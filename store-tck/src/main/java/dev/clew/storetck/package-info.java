/// The contract of stores of runs: tests that each of them runs.
@NullMarked
package dev.clew.storetck;

import org.jspecify.annotations.NullMarked;
