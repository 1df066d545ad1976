/// What `clew serve` puts together.
@NullMarked
package dev.clew.cli.serve;

import org.jspecify.annotations.NullMarked;
