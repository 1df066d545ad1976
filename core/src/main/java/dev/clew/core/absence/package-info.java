/// What was due and is not in the ledger.
@NullMarked
package dev.clew.core.absence;

import org.jspecify.annotations.NullMarked;
