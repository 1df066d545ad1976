/// Values of attributes that several kinds of events have.
@NullMarked
package dev.clew.core.fact.part;

import org.jspecify.annotations.NullMarked;
