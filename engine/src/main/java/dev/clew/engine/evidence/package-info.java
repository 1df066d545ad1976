/// What is written down of values and answers, with where they came from.
@NullMarked
package dev.clew.engine.evidence;

import org.jspecify.annotations.NullMarked;
