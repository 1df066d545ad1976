/// The files of runs, in a store that has its tables in an SQL database and their bytes wherever it
/// likes.
@NullMarked
package dev.clew.storesql.blob;

import org.jspecify.annotations.NullMarked;
