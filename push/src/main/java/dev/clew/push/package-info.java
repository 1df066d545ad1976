/// Sends the rows of a ledger to a server.
@NullMarked
package dev.clew.push;

import org.jspecify.annotations.NullMarked;
