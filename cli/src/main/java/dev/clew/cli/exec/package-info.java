/// `clew exec`: any command as a run. Documented in `docs/exec.md`.
@NullMarked
package dev.clew.cli.exec;

import org.jspecify.annotations.NullMarked;
