/// The store of runs in a folder: one SQLite database.
@NullMarked
package dev.clew.storesqlite;

import org.jspecify.annotations.NullMarked;
