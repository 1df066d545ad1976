package dev.clew.logs.rules;

import java.util.Locale;

/// How good the ground is that a rule stands on, the best first.
public enum Tier {
  /// A field that has one meaning, such as an HTTP status.
  ATTRIBUTE,
  /// A message that a known program writes in these words.
  TEMPLATE,
  /// Words that many programs use.
  TEXT;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
