/// Declared inputs and the values that are bound to them.
@NullMarked
package dev.clew.plan.input;

import org.jspecify.annotations.NullMarked;
