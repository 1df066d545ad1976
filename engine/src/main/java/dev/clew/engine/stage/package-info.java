/// A stage that does its work once: what it knows, what it writes, and what comes of it.
@NullMarked
package dev.clew.engine.stage;

import org.jspecify.annotations.NullMarked;
