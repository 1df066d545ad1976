/// Asks a server of clew, and sends the rows of a ledger to it.
@NullMarked
package dev.clew.push;

import org.jspecify.annotations.NullMarked;
