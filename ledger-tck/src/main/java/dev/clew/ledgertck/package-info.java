/// The contract of ledgers, as tests that every kind of ledger runs.
@NullMarked
package dev.clew.ledgertck;

import org.jspecify.annotations.NullMarked;
