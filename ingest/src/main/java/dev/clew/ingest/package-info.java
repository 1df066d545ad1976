/// What other tools say of a run, made into events.
@NullMarked
package dev.clew.ingest;

import org.jspecify.annotations.NullMarked;
