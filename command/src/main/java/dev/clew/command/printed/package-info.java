/// What a command prints: passed on as it comes, and recorded.
@NullMarked
package dev.clew.command.printed;

import org.jspecify.annotations.NullMarked;
