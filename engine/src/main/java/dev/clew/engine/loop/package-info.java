/// A stage for each item of a list.
@NullMarked
package dev.clew.engine.loop;

import org.jspecify.annotations.NullMarked;
