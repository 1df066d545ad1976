/// The append-only truth of a run: rows, digests, the chain, and the port that takes only redacted
/// events.
@NullMarked
package dev.clew.core.ledger;

import org.jspecify.annotations.NullMarked;
