/// An event: one immutable fact of a run, with its kind, place, times and JSON (DESIGN §2).
@NullMarked
package dev.clew.core.event;

import org.jspecify.annotations.NullMarked;
