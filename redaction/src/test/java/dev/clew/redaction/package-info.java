@NullMarked
package dev.clew.redaction;

import org.jspecify.annotations.NullMarked;
