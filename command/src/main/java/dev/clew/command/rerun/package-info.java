/// A recorded run of a command, run once more.
@NullMarked
package dev.clew.command.rerun;

import org.jspecify.annotations.NullMarked;
