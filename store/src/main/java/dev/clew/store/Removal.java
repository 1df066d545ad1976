package dev.clew.store;

import dev.clew.core.event.Timestamp;

/// Which run is to be removed, and who says so.
///
/// @param at when
/// @param policy which rule it follows: `runs 400d`, or `request` when somebody asked for it
/// @param by the id of a token, or what else the audit log calls them
public record Removal(RunKey run, Timestamp at, String policy, String by) {
  /// When somebody asked for it.
  public static final String REQUEST = "request";

  /// @throws IllegalArgumentException when it is a ledger that a server keeps about itself
  public Removal {
    if (run.namespace().equals(RunKey.SERVER_NAMESPACE)) {
      throw new IllegalArgumentException("the server's own ledgers are not removed");
    }
  }
}
