/// Claims of runs by workers elsewhere, and what becomes of those whose worker is gone.
@NullMarked
package dev.clew.server.lease;

import org.jspecify.annotations.NullMarked;
