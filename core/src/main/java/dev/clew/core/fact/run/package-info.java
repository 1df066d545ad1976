/// What events say of a run, its attempts, and the place where it works.
@NullMarked
package dev.clew.core.fact.run;

import org.jspecify.annotations.NullMarked;
