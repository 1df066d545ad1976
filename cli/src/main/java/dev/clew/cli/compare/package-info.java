/// Runs made ready to be compared: which attempt, its profile, what is ignored.
@NullMarked
package dev.clew.cli.compare;

import org.jspecify.annotations.NullMarked;
