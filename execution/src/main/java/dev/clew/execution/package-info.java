/// Runs a workflow: prepares it, executes it, records it.
@NullMarked
package dev.clew.execution;

import org.jspecify.annotations.NullMarked;
