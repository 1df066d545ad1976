package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import java.nio.file.Path;

/// The file has no header that could be read, so nothing is known of it, not even whose it is.
public final class NotALedger extends ClewException {
  public enum Reason {
    /// Its writer stopped before the header was whole. It holds no rows.
    TORN,
    /// The header is not what was written, or the file was never a ledger.
    DAMAGED,
    /// A newer clew wrote it.
    NEWER_FORMAT
  }

  private final Reason reason;

  NotALedger(Path file, Reason reason, String what) {
    super(file + ": " + what);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
