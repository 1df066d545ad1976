/// Runs that a server keeps.
@NullMarked
package dev.clew.runs.remote;

import org.jspecify.annotations.NullMarked;
