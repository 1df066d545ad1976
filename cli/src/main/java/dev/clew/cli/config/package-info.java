/// `workflows.config`: what a project sets for all of its workflows.
@NullMarked
package dev.clew.cli.config;

import org.jspecify.annotations.NullMarked;
