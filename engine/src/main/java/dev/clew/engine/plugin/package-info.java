/// What executes stages of kinds that the engine does not know itself.
@NullMarked
package dev.clew.engine.plugin;

import org.jspecify.annotations.NullMarked;
