/// Patterns of paths.
@NullMarked
package dev.clew.core.glob;

import org.jspecify.annotations.NullMarked;
