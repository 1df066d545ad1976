/// Whether a ledger or a report is what was written, and signatures over runs: DSSE envelopes
/// around in-toto statements, with Ed25519.
@NullMarked
package dev.clew.attest;

import org.jspecify.annotations.NullMarked;
