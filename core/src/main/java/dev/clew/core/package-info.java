/// The run model and everything that is derived from it. Pure: no I/O, no clock, no randomness, no
/// framework.
@org.jspecify.annotations.NullMarked
package dev.clew.core;
