package dev.clew.server.access;

/// What somebody has to be allowed to who asks for a route.
public enum Right {
  /// Whoever reaches the server: whether it lives.
  ANYBODY,
  /// Sends events.
  INGEST,
  /// Reads runs.
  READ,
  /// Looks after the server.
  OPERATE,
  /// Says who may do what.
  ADMIN
}
