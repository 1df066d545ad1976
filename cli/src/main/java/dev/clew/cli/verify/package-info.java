/// `clew verify`: whether a ledger or a report is what was written.
@NullMarked
package dev.clew.cli.verify;

import org.jspecify.annotations.NullMarked;
