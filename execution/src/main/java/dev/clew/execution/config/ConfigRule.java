package dev.clew.execution.config;

import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;
import dev.clew.yaml.FileReading;

/// What can be wrong with a `workflows.config`.
public enum ConfigRule implements Rule {
  CONFIG_UNKNOWN_KEY("config.unknown-key"),
  CONFIG_MISSING_KEY("config.missing-key"),
  CONFIG_WRONG_TYPE("config.wrong-type"),
  CONFIG_WRONG_VALUE("config.wrong-value"),
  CONFIG_DUPLICATE_NAME("config.duplicate-name");

  /// For the keys of the file.
  static final FileReading.Rules IN_CONFIG =
      new FileReading.Rules(
          CONFIG_UNKNOWN_KEY,
          CONFIG_MISSING_KEY,
          CONFIG_WRONG_TYPE,
          CONFIG_WRONG_VALUE,
          CONFIG_DUPLICATE_NAME);

  private final String id;
  private final Severity severity;

  ConfigRule(String id) {
    this.id = id;
    this.severity = Severity.ERROR;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
