/// The runs of a team over HTTP: taken in, found, explained, followed. It stands on whichever store
/// it is given, and never executes anything.
@NullMarked
package dev.clew.server;

import org.jspecify.annotations.NullMarked;
