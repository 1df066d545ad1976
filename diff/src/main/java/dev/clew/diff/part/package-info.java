/// What a run is compared by: its parts, stage by stage, with what was not captured of them.
@NullMarked
package dev.clew.diff.part;

import org.jspecify.annotations.NullMarked;
