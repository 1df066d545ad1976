package dev.clew.draft.text;

/// A header, a parameter or an output: a name and its value, in the order of a list.
public record Field(String name, String value) {}
