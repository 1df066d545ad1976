/// What a command has of the process that it runs in: terminal, exit code, environment.
@NullMarked
package dev.clew.cli.process;

import org.jspecify.annotations.NullMarked;
