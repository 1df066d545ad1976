/// What changes, as it changes: server-sent events.
@NullMarked
package dev.clew.server.live;

import org.jspecify.annotations.NullMarked;
