/// A small JSON value and its canonical bytes (RFC 8785). Text is read in `document`.
@NullMarked
package dev.clew.core.json;

import org.jspecify.annotations.NullMarked;
