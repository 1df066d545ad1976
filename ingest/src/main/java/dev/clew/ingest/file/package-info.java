/// Files of others that tell of runs: which they are, and what is wrong with one that cannot be
/// read.
@NullMarked
package dev.clew.ingest.file;

import org.jspecify.annotations.NullMarked;
