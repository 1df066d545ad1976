/// Logs of CI systems as runs: their groups, steps and sections as stages, their lines classified.
/// Pure: bytes in, values out.
@NullMarked
package dev.clew.ingest.ci;

import org.jspecify.annotations.NullMarked;
