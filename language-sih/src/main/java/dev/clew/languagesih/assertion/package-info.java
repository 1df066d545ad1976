/// Assertions: what a stage or a workflow must have come to, and the evidence of it.
@NullMarked
package dev.clew.languagesih.assertion;

import org.jspecify.annotations.NullMarked;
