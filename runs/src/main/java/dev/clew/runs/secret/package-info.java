/// What may be said of a secret: whether it is the same as before.
@NullMarked
package dev.clew.runs.secret;

import org.jspecify.annotations.NullMarked;
