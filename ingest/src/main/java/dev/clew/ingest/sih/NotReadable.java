package dev.clew.ingest.sih;

/// That bytes are no report and no snapshot of SIH. The message is one line that says what is
/// missing.
public final class NotReadable extends Exception {
  private static final long serialVersionUID = 1L;

  NotReadable(String message) {
    super(message);
  }
}
