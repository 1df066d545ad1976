package dev.clew.redaction;

import dev.clew.redaction.scan.Captures;

/// Adds to the secrets of a run what is captured, and says whether any of it was new: then what was
/// just read has to be read again, because the value may stand elsewhere in it too.
final class Learning implements Captures {
  private final KnownSecrets secrets;
  private boolean hasLearned;

  Learning(KnownSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public void capture(String name, String value) {
    hasLearned |= secrets.capture(name, value);
  }

  @Override
  public void declare(String name, String value) {
    hasLearned |= secrets.declare(name, value);
  }

  boolean hasLearned() {
    return hasLearned;
  }
}
