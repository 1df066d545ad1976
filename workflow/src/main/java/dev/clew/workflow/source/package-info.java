/// Source text, places in it, and what is wrong at them.
@NullMarked
package dev.clew.workflow.source;

import org.jspecify.annotations.NullMarked;
