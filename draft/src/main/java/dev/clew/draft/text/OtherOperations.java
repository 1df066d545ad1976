package dev.clew.draft.text;

import java.util.List;

/// The operations of an OpenAPI document that could be stages as well.
///
/// @param chosen the one that is a stage
/// @param others the first of the others
/// @param left how many more there are
public record OtherOperations(String chosen, List<String> others, int left) {
  public OtherOperations {
    others = List.copyOf(others);
  }
}
