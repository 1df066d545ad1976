package dev.clew.core.source;

import dev.clew.core.source.Diagnostic.Severity;

/// What can be wrong with any file.
public enum FileRule implements Rule {
  TOO_MANY_MISTAKES("file.too-many-mistakes");

  private final String id;

  FileRule(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }
}
