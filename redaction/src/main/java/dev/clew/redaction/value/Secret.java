package dev.clew.redaction.value;

/// One value that must not be written.
///
/// @param name what placeholders call it
/// @param length characters of the value
/// @param declared by the user, and not only seen below a secret name
public record Secret(String name, int length, boolean declared) {}
