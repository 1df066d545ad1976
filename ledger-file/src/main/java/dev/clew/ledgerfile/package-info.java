/// The ledger of one run as one append-only file (`docs/ledger-format.md`): frames with a length
/// and a checksum, rows with digests and a chain, an end that may be torn by a crash, and damage
/// that is reported and never repaired.
@NullMarked
package dev.clew.ledgerfile;

import org.jspecify.annotations.NullMarked;
