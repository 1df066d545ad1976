package dev.clew.yaml;

import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;

/// Carries the one reason why a text is not read out of the composer's recursion. Never leaves this
/// package.
final class YamlRefused extends Exception {
  private final Rule rule;
  private final Position at;
  private final String message;

  YamlRefused(Rule rule, Position at, String message) {
    super(message, null, false, false);
    this.rule = rule;
    this.at = at;
    this.message = message;
  }

  Rule rule() {
    return rule;
  }

  Position at() {
    return at;
  }

  String message() {
    return message;
  }
}
