/// One request of a stage, and where its redirects lead.
@NullMarked
package dev.clew.engine.call;

import org.jspecify.annotations.NullMarked;
