/// Values that differ in every run (ids, times, random names) and how they are recognised.
@NullMarked
package dev.clew.diff.mask;

import org.jspecify.annotations.NullMarked;
