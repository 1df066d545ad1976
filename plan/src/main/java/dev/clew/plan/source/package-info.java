/// The files that a workflow names, and what can be wrong with a plan.
@NullMarked
package dev.clew.plan.source;

import org.jspecify.annotations.NullMarked;
