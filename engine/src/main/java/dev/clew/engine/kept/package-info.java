/// What an attempt takes over from an earlier one.
@NullMarked
package dev.clew.engine.kept;

import org.jspecify.annotations.NullMarked;
