package dev.clew.diff;

/// A fact about which there is no answer, because a side did not keep it.
public record NotCompared(String path, String why) {}
