/// What a run is: its events, and the views that are folded from them.
@NullMarked
package dev.clew.core.run;

import org.jspecify.annotations.NullMarked;
