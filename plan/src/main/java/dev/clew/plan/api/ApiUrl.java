package dev.clew.plan.api;

/// A URL that belongs to an API, such as that of its contract.
public sealed interface ApiUrl {
  String written();

  /// @param url absolute, or `file:`
  record Found(String written, String url) implements ApiUrl {}

  /// @param why one line
  record Fault(String written, String why) implements ApiUrl {}
}
