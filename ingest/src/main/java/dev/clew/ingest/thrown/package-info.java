/// Exceptions as others tell of them, whatever language they are of.
@NullMarked
package dev.clew.ingest.thrown;

import org.jspecify.annotations.NullMarked;
