/// Runs that go out: found, listed, explained.
@NullMarked
package dev.clew.server.run;

import org.jspecify.annotations.NullMarked;
