package dev.clew.redaction;

/// A place in a stored row that holds a value which became known as a secret only afterwards.
///
/// @param offset of the row in its ledger
/// @param where a JSON pointer (RFC 6901) into the event, or below `/raw` into its payload
/// @param name of the secret, as placeholders show it
/// @param length of the secret, in characters
public record LateFinding(long offset, String eventId, String where, String name, int length) {}
