/// What a secret value looks like, and what a harmless one.
@NullMarked
package dev.clew.redaction.value;

import org.jspecify.annotations.NullMarked;
