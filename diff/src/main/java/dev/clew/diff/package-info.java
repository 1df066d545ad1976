/// What differs between runs: the first divergence and what follows from it.
@NullMarked
package dev.clew.diff;

import org.jspecify.annotations.NullMarked;
