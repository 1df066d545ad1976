/// What is looked at before a run begins: whether the APIs that it needs are ready, and whether
/// their contracts are there.
@NullMarked
package dev.clew.engine.preflight;

import org.jspecify.annotations.NullMarked;
