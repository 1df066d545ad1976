/// Text files that people write, and what is wrong in them, with its place.
@NullMarked
package dev.clew.core.source;

import org.jspecify.annotations.NullMarked;
