/// What can be run again, from where, and what that repeats.
@NullMarked
package dev.clew.core.replay;

import org.jspecify.annotations.NullMarked;
