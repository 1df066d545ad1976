/// One execution of a workflow: its first values, its stages in their order, and its end.
@NullMarked
package dev.clew.engine.schedule;

import org.jspecify.annotations.NullMarked;
