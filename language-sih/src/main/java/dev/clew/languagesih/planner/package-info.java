/// Makes plans: children, references, APIs, and everything that is wrong with them.
@NullMarked
package dev.clew.languagesih.planner;

import org.jspecify.annotations.NullMarked;
