/// What stores of runs in SQL databases share: their tables hold the same columns, and rows of one
/// are checked, packed, searched and read as those of another.
@NullMarked
package dev.clew.storesql;

import org.jspecify.annotations.NullMarked;
