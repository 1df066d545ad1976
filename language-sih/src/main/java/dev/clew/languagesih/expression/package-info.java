/// Templates as the expressions of a plan.
@NullMarked
package dev.clew.languagesih.expression;

import org.jspecify.annotations.NullMarked;
