/// What events say of a call out of the run.
@NullMarked
package dev.clew.core.fact.call;

import org.jspecify.annotations.NullMarked;
