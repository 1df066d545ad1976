/// A value as text.
@NullMarked
package dev.clew.plan.value;

import org.jspecify.annotations.NullMarked;
