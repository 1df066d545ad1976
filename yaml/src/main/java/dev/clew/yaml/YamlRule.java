package dev.clew.yaml;

import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;

/// What can be wrong with a text of YAML.
public enum YamlRule implements Rule {
  YAML_SYNTAX("yaml.syntax"),
  YAML_TOO_LARGE("yaml.too-large"),
  YAML_TOO_DEEP("yaml.too-deep"),
  YAML_TOO_MANY_ALIASES("yaml.too-many-aliases"),
  YAML_TOO_MANY_NODES("yaml.too-many-nodes"),
  YAML_UNKNOWN_ALIAS("yaml.unknown-alias"),
  YAML_DUPLICATE_KEY("yaml.duplicate-key", Severity.WARNING),
  YAML_KEY("yaml.key"),
  YAML_TAG("yaml.tag"),
  YAML_MANY_DOCUMENTS("yaml.many-documents"),
  YAML_EMPTY("yaml.empty");

  private final String id;
  private final Severity severity;

  YamlRule(String id) {
    this(id, Severity.ERROR);
  }

  YamlRule(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
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
