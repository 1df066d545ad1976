/// Recorded runs on this machine: where they are, what is in them.
@NullMarked
package dev.clew.runs;

import org.jspecify.annotations.NullMarked;
