/// Conditions (`runIf`): the syntax tree and an evaluation that can be explained.
@NullMarked
package dev.clew.languagesih.condition;

import org.jspecify.annotations.NullMarked;
