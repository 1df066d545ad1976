/// Offline verification: a workflow runs against its own recording, and what comes out is compared
/// with what was recorded.
@NullMarked
package dev.clew.cli.replay.offline;

import org.jspecify.annotations.NullMarked;
