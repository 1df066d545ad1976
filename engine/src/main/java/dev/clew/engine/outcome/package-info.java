/// What the work of a stage came to, and what the workflow does about it.
@NullMarked
package dev.clew.engine.outcome;

import org.jspecify.annotations.NullMarked;
