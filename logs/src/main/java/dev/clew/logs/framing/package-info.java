/// Bytes to frames: lines, the records that span several of them, and the bytes that each stands
/// for.
@NullMarked
package dev.clew.logs.framing;

import org.jspecify.annotations.NullMarked;
