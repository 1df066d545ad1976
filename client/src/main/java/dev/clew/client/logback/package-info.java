/// For those who log by Logback, which is loaded only if they do.
@NullMarked
package dev.clew.client.logback;

import org.jspecify.annotations.NullMarked;
