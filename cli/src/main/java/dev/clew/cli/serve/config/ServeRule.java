package dev.clew.cli.serve.config;

import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;
import dev.clew.yaml.FileReading;

/// What can be wrong with the configuration of a server.
enum ServeRule implements Rule {
  UNKNOWN_KEY("serve.unknown-key"),
  WRONG_TYPE("serve.wrong-type"),
  WRONG_VALUE("serve.wrong-value");

  static final FileReading.Rules IN_FILE =
      new FileReading.Rules(UNKNOWN_KEY, WRONG_VALUE, WRONG_TYPE, WRONG_VALUE, WRONG_VALUE);

  private final String id;

  ServeRule(String id) {
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
