/// Frames: how bytes of a ledger file are delimited and checked, in both formats.
@NullMarked
package dev.clew.ledgerfile.frame;

import org.jspecify.annotations.NullMarked;
