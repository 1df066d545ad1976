/// One HTTP exchange at a time, measured, bounded, and with nothing done behind the caller's back.
@NullMarked
package dev.clew.engine.http;

import org.jspecify.annotations.NullMarked;
