/// What events say of artifacts and effects.
@NullMarked
package dev.clew.core.fact.artifact;

import org.jspecify.annotations.NullMarked;
