/// Runs that other tools recorded, taken into ledgers.
@NullMarked
package dev.clew.cli.imports;

import org.jspecify.annotations.NullMarked;
