/// Where runs are found and read from.
@NullMarked
package dev.clew.cli.source;

import org.jspecify.annotations.NullMarked;
