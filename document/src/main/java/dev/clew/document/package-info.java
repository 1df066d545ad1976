/// JSON text to and from values, events and the report document.
@NullMarked
package dev.clew.document;

import org.jspecify.annotations.NullMarked;
