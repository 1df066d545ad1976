/// What can be set of a server, and where it was set.
@NullMarked
package dev.clew.cli.serve.config;

import org.jspecify.annotations.NullMarked;
