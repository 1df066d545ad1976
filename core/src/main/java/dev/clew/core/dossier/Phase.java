package dev.clew.core.dossier;

import java.util.Locale;

/// Where in the life of an attempt it failed, by what the ledger proves had happened by then.
public enum Phase {
  /// Nobody had taken it.
  PRE_CLAIM,
  /// It was taken, and no work had begun.
  BOOT,
  ACTIVE,
  /// The result was there, and was being written back.
  SAVE,
  /// After its terminal event.
  POST;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
