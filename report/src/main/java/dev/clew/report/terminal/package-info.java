/// The run in a terminal.
@NullMarked
package dev.clew.report.terminal;

import org.jspecify.annotations.NullMarked;
