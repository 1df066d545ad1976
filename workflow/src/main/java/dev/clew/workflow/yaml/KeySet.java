package dev.clew.workflow.yaml;

import java.util.List;

/// The keys of one kind of mapping: those that clew executes, and those that the language has but
/// clew does not execute yet, which deserve an error of their own.
public record KeySet(List<String> known, List<String> later) {
  public KeySet {
    known = List.copyOf(known);
    later = List.copyOf(later);
  }

  public static KeySet of(String... known) {
    return new KeySet(List.of(known), List.of());
  }

  public KeySet later(String... keys) {
    return new KeySet(known, List.of(keys));
  }
}
