/// Which names hold secrets, and which do not.
@NullMarked
package dev.clew.redaction.name;

import org.jspecify.annotations.NullMarked;
