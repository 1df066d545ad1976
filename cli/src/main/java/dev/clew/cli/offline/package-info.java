/// `clew replay --offline`: what came of running a workflow against its own recording.
@NullMarked
package dev.clew.cli.offline;

import org.jspecify.annotations.NullMarked;
