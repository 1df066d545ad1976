package dev.clew.redaction;

import dev.clew.redaction.scan.Captures;

/// Says whether anything would have been captured, and keeps nothing.
final class Watching implements Captures {
  private boolean told;

  @Override
  public void capture(String name, String value) {
    told = true;
  }

  @Override
  public void declare(String name, String value) {
    told = true;
  }

  boolean isTold() {
    return told;
  }
}
