package dev.clew.store;

import dev.clew.core.event.Timestamp;

/// A run on a walk through a store.
///
/// @param number its place: a run that begins later has a higher one
/// @param receivedAt of its newest row but for [PayloadsExpired], by the clock of whoever took it
/// @param hasPayloads whether a row of it has one
public record StoredRun(long number, RunEntry entry, Timestamp receivedAt, boolean hasPayloads) {}
