package dev.clew.plan.api;

/// A URL that belongs to an API, such as that of its contract. It may have secrets in it, so it is
/// worked out only when something is to be asked there.
public interface ApiUrl {
  /// As it is written.
  String written();

  Resolved resolve();

  /// What a URL came to.
  sealed interface Resolved {
    /// @param url absolute, or `file:`
    record Found(String url) implements Resolved {}

    /// @param why one line
    record Fault(String why) implements Resolved {}
  }
}
