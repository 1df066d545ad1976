/// The files of runs: they come in pieces, verified and looked through, and are read by whoever
/// may.
@NullMarked
package dev.clew.server.artifact;

import org.jspecify.annotations.NullMarked;
