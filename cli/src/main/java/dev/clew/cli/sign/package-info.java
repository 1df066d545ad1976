/// Signatures over runs: DSSE envelopes around in-toto statements, with Ed25519.
@NullMarked
package dev.clew.cli.sign;

import org.jspecify.annotations.NullMarked;
