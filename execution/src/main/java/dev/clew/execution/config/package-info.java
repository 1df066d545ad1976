/// The `workflows.config`: what every run of a folder is told.
@NullMarked
package dev.clew.execution.config;

import org.jspecify.annotations.NullMarked;
