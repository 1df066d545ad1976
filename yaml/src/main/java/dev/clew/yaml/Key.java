package dev.clew.yaml;

/// A key that a mapping may have.
///
/// @param required whether it must be there
/// @param description one or two sentences for a person who writes the file; empty only for a
///   [KeySet] of bare names
public record Key(String name, KeyType type, boolean required, String description) {
  public static Key of(String name, KeyType type, String description) {
    return new Key(name, type, false, description);
  }

  public static Key text(String name, String description) {
    return new Key(name, KeyType.TEXT, false, description);
  }

  /// The same key where it must be there.
  public Key needed() {
    return new Key(name, type, true, description);
  }
}
