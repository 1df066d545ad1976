/// What a list shows of runs, found by looking at all of their rows.
@NullMarked
package dev.clew.runs.finding;

import org.jspecify.annotations.NullMarked;
