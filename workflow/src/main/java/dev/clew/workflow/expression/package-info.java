/// Conditions (`runIf`): the syntax tree and an evaluation that can be explained.
@NullMarked
package dev.clew.workflow.expression;

import org.jspecify.annotations.NullMarked;
