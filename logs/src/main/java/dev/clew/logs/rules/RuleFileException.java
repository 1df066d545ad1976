package dev.clew.logs.rules;

import dev.clew.core.ClewException;

/// A file of rules cannot be used: `file:line:column: what; what to do`.
public final class RuleFileException extends ClewException {
  RuleFileException(String message) {
    super(message);
  }
}
