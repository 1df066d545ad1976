/// Derives again what a report or a ledger says, and names the first thing that does not hold.
/// Pure.
@NullMarked
package dev.clew.document.verify;

import org.jspecify.annotations.NullMarked;
