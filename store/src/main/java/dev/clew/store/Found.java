package dev.clew.store;

/// What was found of a run, to be kept.
///
/// @param words that the run is found by
public record Found(RunKey run, Finding finding, Words words) {}
