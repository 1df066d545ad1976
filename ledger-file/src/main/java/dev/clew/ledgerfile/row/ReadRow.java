package dev.clew.ledgerfile.row;

import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// A row of format 2 as it was read.
///
/// @param payloadFrame which of the frames before it holds the payload, from 0; null when none does
record ReadRow(Row row, @Nullable Long payloadFrame) {}
