/// What an expression or a condition came to, and what it was made of.
@NullMarked
package dev.clew.plan.evidence;

import org.jspecify.annotations.NullMarked;
