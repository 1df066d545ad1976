/// What events say of output.
@NullMarked
package dev.clew.core.fact.log;

import org.jspecify.annotations.NullMarked;
