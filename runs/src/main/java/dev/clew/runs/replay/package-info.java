/// A plan of a replay, made of a recorded run and of what stands on the disk now.
@NullMarked
package dev.clew.runs.replay;

import org.jspecify.annotations.NullMarked;
