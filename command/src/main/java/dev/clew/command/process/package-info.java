/// The processes of a command: signals, memory, how they ended.
@NullMarked
package dev.clew.command.process;

import org.jspecify.annotations.NullMarked;
