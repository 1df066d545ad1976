/// Digests: of values, of sets, and of the work that an execution key stands for.
@NullMarked
package dev.clew.core.digest;

import org.jspecify.annotations.NullMarked;
