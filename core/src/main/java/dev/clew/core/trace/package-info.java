/// Where a run stands in a distributed trace.
@NullMarked
package dev.clew.core.trace;

import org.jspecify.annotations.NullMarked;
