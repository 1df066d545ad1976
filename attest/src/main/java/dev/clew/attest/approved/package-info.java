/// The definitions of a run beside those that somebody approved.
@NullMarked
package dev.clew.attest.approved;

import org.jspecify.annotations.NullMarked;
