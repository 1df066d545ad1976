/// Where a definition is kept under version control.
@NullMarked
package dev.clew.execution.vcs;

import org.jspecify.annotations.NullMarked;
