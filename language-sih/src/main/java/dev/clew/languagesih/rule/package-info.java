/// What can be wrong with a workflow of this language.
@NullMarked
package dev.clew.languagesih.rule;

import org.jspecify.annotations.NullMarked;
