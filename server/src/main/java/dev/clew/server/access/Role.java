package dev.clew.server.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a token is for.
public enum Role {
  /// Sends events, and reads nothing.
  INGEST,
  /// Reads runs, and sends nothing.
  READ,
  /// Sends, reads, and looks after the server.
  OPERATE,
  /// All of it, and says who may do what.
  ADMIN;

  public boolean allows(Right right) {
    return switch (right) {
      case ANYBODY -> true;
      case INGEST -> this != READ;
      case READ -> this != INGEST;
      case OPERATE -> this == OPERATE || this == ADMIN;
      case ADMIN -> this == ADMIN;
    };
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null for a word that is none.
  public static @Nullable Role of(String word) {
    for (Role role : values()) {
      if (role.wire().equals(word)) {
        return role;
      }
    }
    return null;
  }
}
