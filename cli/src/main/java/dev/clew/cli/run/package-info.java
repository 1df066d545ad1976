/// `clew run`: from files and flags to a ledger, reports and an exit code.
@NullMarked
package dev.clew.cli.run;

import org.jspecify.annotations.NullMarked;
