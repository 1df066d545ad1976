/// What every part of a run works with: settings, time, randomness, files, state.
@NullMarked
package dev.clew.engine.context;

import org.jspecify.annotations.NullMarked;
