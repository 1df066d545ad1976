/// Values and conditions as ports, which a language evaluates in the scope of a run.
@NullMarked
package dev.clew.plan.expression;

import org.jspecify.annotations.NullMarked;
