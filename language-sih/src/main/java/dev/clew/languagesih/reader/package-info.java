/// Reads a `.workflow` file into its definition.
@NullMarked
package dev.clew.languagesih.reader;

import org.jspecify.annotations.NullMarked;
