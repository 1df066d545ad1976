/// `clew check`: what can be known of a run before a request of its workflow is sent.
@NullMarked
package dev.clew.cli.check;

import org.jspecify.annotations.NullMarked;
