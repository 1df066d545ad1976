/// What was made of what.
@NullMarked
package dev.clew.core.lineage;

import org.jspecify.annotations.NullMarked;
