/// What a record says about itself: its time, its severity, its message.
@NullMarked
package dev.clew.logs.parsing;

import org.jspecify.annotations.NullMarked;
