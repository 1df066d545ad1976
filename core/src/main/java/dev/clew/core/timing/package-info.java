/// Where the time of a run went, from boundaries that the ledger proves.
@NullMarked
package dev.clew.core.timing;

import org.jspecify.annotations.NullMarked;
