/// The files that a command uses and makes.
@NullMarked
package dev.clew.command.file;

import org.jspecify.annotations.NullMarked;
