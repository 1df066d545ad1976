/// Running again: what stands on the disk, the plan that was agreed to, new attempts, and the
/// verification of a recording.
@NullMarked
package dev.clew.cli.replay;

import org.jspecify.annotations.NullMarked;
