/// Faults of the whole server: a real process under load, struck, and asked afterwards for
/// everything that it has acknowledged.
@NullMarked
package dev.clew.acceptance.fault;

import org.jspecify.annotations.NullMarked;
