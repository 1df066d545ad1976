/// Where contracts come from: the cache beside the catalog, or where they are published.
@NullMarked
package dev.clew.contract.lookup;

import org.jspecify.annotations.NullMarked;
