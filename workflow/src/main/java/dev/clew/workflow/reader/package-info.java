/// Reads a `.workflow` file into its definition.
@NullMarked
package dev.clew.workflow.reader;

import org.jspecify.annotations.NullMarked;
