package dev.clew.store;

import java.time.Duration;

/// A run that goes on under a lease.
///
/// @param number in the order in which runs began
/// @param lease for how long it may be without a sign of life
/// @param rows how many it has
public record LeasedRun(long number, RunKey run, Duration lease, long rows) {}
