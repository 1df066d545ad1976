/// What is written of a command, and the limits of it.
@NullMarked
package dev.clew.command.journal;

import org.jspecify.annotations.NullMarked;
