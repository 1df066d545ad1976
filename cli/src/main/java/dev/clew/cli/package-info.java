/// The command line: where concrete parts are wired together, and where outcomes become exit codes.
@NullMarked
package dev.clew.cli;

import org.jspecify.annotations.NullMarked;
