/// One class for each command.
@NullMarked
package dev.clew.cli.command;

import org.jspecify.annotations.NullMarked;
