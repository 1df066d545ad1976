package dev.clew.draft;

/// A header, a parameter or an output: a name and its value, in the order of a list.
record Field(String name, String value) {}
