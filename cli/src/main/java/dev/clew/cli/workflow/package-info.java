/// What the commands that run, check and rerun workflows have in common.
@NullMarked
package dev.clew.cli.workflow;

import org.jspecify.annotations.NullMarked;
