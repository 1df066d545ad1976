/// The files that a plan is made of, and what is wrong in them, with its place.
@NullMarked
package dev.clew.plan.source;

import org.jspecify.annotations.NullMarked;
