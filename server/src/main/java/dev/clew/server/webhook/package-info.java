/// Tells another program of runs that failed or are stuck.
@NullMarked
package dev.clew.server.webhook;

import org.jspecify.annotations.NullMarked;
