package dev.clew.client;

import java.util.Locale;

/// How bad it is what a line says.
public enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
