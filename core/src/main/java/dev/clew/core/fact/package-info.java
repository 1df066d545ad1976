/// What events say, in typed words: one record for each well-known kind or family of kinds, the
/// only place that knows its attributes. `docs/events.md`, the JSON Schema of events and the types
/// of the page are made from it.
@NullMarked
package dev.clew.core.fact;

import org.jspecify.annotations.NullMarked;
