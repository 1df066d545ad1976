/// Finds secrets in text by where they stand and by their looks.
@NullMarked
package dev.clew.redaction.scan;

import org.jspecify.annotations.NullMarked;
