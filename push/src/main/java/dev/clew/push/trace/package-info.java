/// A run as spans of OpenTelemetry, and their way to whoever collects them.
@NullMarked
package dev.clew.push.trace;

import org.jspecify.annotations.NullMarked;
