package dev.clew.workflow.template;

/// A token that names one value. `optional` says that a `?` stands behind the name: then a missing
/// value is null and not a reason to stop. Names are as they were written; they are compared
/// ignoring case.
public sealed interface Reference extends Token {
  boolean optional();

  record Input(String name, boolean optional, JsonPath path, Written written)
      implements Reference {}

  record Environment(String name, boolean optional, Written written) implements Reference {}

  record StageOutput(String stage, String key, boolean optional, JsonPath path, Written written)
      implements Reference {}

  /// A part of the response of an earlier stage.
  record StageResponse(String stage, ResponsePart part, boolean optional, Written written)
      implements Reference {}

  /// A part of the response of the stage in which the token stands.
  record OwnResponse(ResponsePart part, boolean optional, Written written) implements Reference {}
}
