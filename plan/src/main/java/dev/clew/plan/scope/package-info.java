/// What a run knows at one moment: inputs, earlier stages, globals, the context, the clock, the
/// draws.
@NullMarked
package dev.clew.plan.scope;

import org.jspecify.annotations.NullMarked;
