/// Events as somebody sends them: JSON objects of the members that `docs/events.md` has, one, an
/// array, or one after the other. Pure: bytes in, values out.
@NullMarked
package dev.clew.ingest.pushed;

import org.jspecify.annotations.NullMarked;
