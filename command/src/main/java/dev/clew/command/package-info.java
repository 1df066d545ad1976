/// Runs any command and records it. Documented in `docs/exec.md`.
@NullMarked
package dev.clew.command;

import org.jspecify.annotations.NullMarked;
