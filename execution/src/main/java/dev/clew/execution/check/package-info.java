/// Whether a workflow could run, and what it would do.
@NullMarked
package dev.clew.execution.check;

import org.jspecify.annotations.NullMarked;
