/// What a server says of itself while it runs.
@NullMarked
package dev.clew.server.log;

import org.jspecify.annotations.NullMarked;
