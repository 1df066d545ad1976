/// Rows and payloads within frames.
@NullMarked
package dev.clew.ledgerfile.row;

import org.jspecify.annotations.NullMarked;
