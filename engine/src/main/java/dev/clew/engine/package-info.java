/// Executes a plan and writes down what happens, as it happens.
@NullMarked
package dev.clew.engine;

import org.jspecify.annotations.NullMarked;
