/// The whole program, from outside.
@NullMarked
package dev.clew.acceptance;

import org.jspecify.annotations.NullMarked;
