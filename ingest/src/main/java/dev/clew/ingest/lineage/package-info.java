/// What OpenLineage sends: the runs of jobs, and the data sets that they read and write, as events.
/// Pure: bytes in, values out.
@NullMarked
package dev.clew.ingest.lineage;

import org.jspecify.annotations.NullMarked;
