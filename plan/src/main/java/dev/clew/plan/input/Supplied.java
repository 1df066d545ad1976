package dev.clew.plan.input;

import dev.clew.core.json.Json;

/// A value that somebody gave for an input. `source` says who, such as `--input` or a file and its
/// line.
public sealed interface Supplied {
  String source();

  /// Text that takes its type from the declaration.
  record Text(String text, String source) implements Supplied {}

  /// A value that already has a type.
  record Value(Json json, String source) implements Supplied {}
}
