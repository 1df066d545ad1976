/// Stages that are workflows themselves.
@NullMarked
package dev.clew.engine.child;

import org.jspecify.annotations.NullMarked;
