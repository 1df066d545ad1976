/// A recorded run of a workflow, run once more.
@NullMarked
package dev.clew.execution.replay;

import org.jspecify.annotations.NullMarked;
