/// Events that come in: read, redacted, stored, answered one by one.
@NullMarked
package dev.clew.server.intake;

import org.jspecify.annotations.NullMarked;
