package dev.clew.yaml;

import java.util.List;

/// What the value of a key is. The readers take limits and words from here, and so does the schema.
/// Every scalar may be quoted or not.
public sealed interface KeyType {
  /// Text, with templates where the description says so.
  record Text() implements KeyType {}

  /// `true` or `false`.
  record Flag() implements KeyType {}

  /// A whole number, both bounds included.
  record Whole(int min, int max) implements KeyType {}

  /// A number with decimals above 0, `max` included.
  record Decimal(int max) implements KeyType {}

  /// An HTTP status, 100 to 599.
  record Status() implements KeyType {}

  /// One of some words, ignoring case.
  ///
  /// @param noun with its article, for messages, such as `an input type`
  /// @param open whether other words are allowed, so that the words are only suggestions
  record OneOf(String noun, List<String> words, boolean open) implements KeyType {
    public OneOf {
      words = List.copyOf(words);
    }
  }

  record ListOf(KeyType item) implements KeyType {}

  /// A mapping whose keys are names of the user.
  ///
  /// @param byStatus whether its keys are HTTP statuses
  record MapOf(KeyType value, boolean byStatus) implements KeyType {}

  /// A mapping with keys of its own.
  ///
  /// @param open whether it may have other keys too
  record Group(KeySet keys, boolean open) implements KeyType {}

  /// Any value.
  record Anything() implements KeyType {}

  /// A whole number, however long.
  record Integral() implements KeyType {}

  KeyType TEXT = new Text();
  KeyType NUMBER = new Integral();
  KeyType FLAG = new Flag();
  KeyType STATUS = new Status();
  KeyType STATUSES = new ListOf(STATUS);
  KeyType TEXTS = new ListOf(TEXT);
  KeyType TEXT_BY_NAME = new MapOf(TEXT, false);
  KeyType ANYTHING = new Anything();

  static KeyType oneOf(String noun, List<String> words) {
    return new OneOf(noun, words, false);
  }

  static KeyType group(KeySet keys) {
    return new Group(keys, false);
  }

  static KeyType groups(KeySet keys) {
    return new ListOf(group(keys));
  }

  static KeyType byName(KeyType value) {
    return new MapOf(value, false);
  }

  static KeyType byStatus(KeyType value) {
    return new MapOf(value, true);
  }

  /// What the scalars of a type must be, for messages: of a list, each item; of a mapping by name,
  /// each value.
  static String inWords(KeyType type) {
    return switch (type) {
      case Flag flag -> "true or false";
      case Whole whole -> "a number";
      case Integral integral -> "a number";
      case Decimal decimal -> "a number";
      case Status status -> "an HTTP status";
      case ListOf list -> inWords(list.item());
      case MapOf map -> inWords(map.value());
      case Text text -> "text";
      case OneOf choice -> "text";
      case Group group -> "text";
      case Anything anything -> "text";
    };
  }
}
